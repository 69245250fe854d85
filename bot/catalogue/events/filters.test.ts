import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matches } from './filters.ts';
import { testResult } from './test-connector.ts';

const both = (text: string) => ({ en: text, fr: text });
const settings = [
  { id: 'branches', type: 'patterns', label: both('Branches'), on: '{{ body.branch }}' },
  {
    id: 'severities',
    type: 'choices',
    label: both('Severity'),
    on: '{{ body.severity }}',
    choices: [
      { value: 'high', label: both('High') },
      { value: 'low', label: both('Low') },
    ],
  },
];
const reason = (body: object, given: Record<string, unknown>) => {
  const result = testResult({ message: { title: 'x' } }, body, given, { settings });
  return result.outcome === 'ignored' ? result.reason : result.kind;
};

describe('a filter of patterns', () => {
  it('holds back what none of them matches, and says which setting does', () => {
    assert.equal(reason({ branch: 'main' }, { branches: ['main', 'release/*'] }), 'own');
    assert.equal(reason({ branch: 'release/2' }, { branches: ['main', 'release/*'] }), 'own');
    assert.equal(
      reason({ branch: 'fix' }, { branches: ['main', 'release/*'] }),
      'Held back by the setting Branches: fix',
    );
  });

  it('lets through what has no such value, and all where there is no pattern', () => {
    assert.equal(reason({}, { branches: ['main'] }), 'own');
    for (const branches of [undefined, [], [''], null, 'main'])
      assert.equal(reason({ branch: 'fix' }, { branches }), 'own');
  });
});

describe('a filter of choices', () => {
  it('lets through what is chosen', () => {
    assert.equal(reason({ severity: 'high' }, { severities: ['high'] }), 'own');
    assert.equal(reason({ severity: 'low' }, { severities: ['high'] }), 'Held back by the setting Severity: low');
    assert.equal(reason({ severity: 'low' }, { severities: ['h*', '*'] }), 'Held back by the setting Severity: low');
  });
});

describe('matches', () => {
  it('knows * alone, and no difference between upper and lower case', () => {
    for (const [pattern, value] of [
      ['*', ''],
      ['*', 'x'],
      ['a*c', 'abbc'],
      ['a*c', 'ac'],
      ['*b*', 'abc'],
      ['A*', 'abc'],
      ['a**b', 'ab'],
      ['a.c', 'a.c'],
    ] as const)
      assert.ok(matches(pattern, value), `${pattern} ${value}`);
    for (const [pattern, value] of [
      ['', 'x'],
      ['a', 'ab'],
      ['a*c', 'ab'],
      ['ab*bc', 'abc'],
      ['a.c', 'abc'],
      ['a?c', 'abc'],
      ['*a*b*', 'ba'],
    ] as const)
      assert.ok(!matches(pattern, value), `${pattern} ${value}`);
  });

  it('does as a regular expression does', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), (pattern, value) => {
        assert.equal(matches(pattern, value), new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(value));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not slowed down by many stars', () => {
    assert.equal(matches(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000)), false);
  });
});
