import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertLinear } from '../../test/support/linear.ts';
import { cutText } from './cut-text.ts';

describe('cutText', () => {
  it('leaves a text alone that fits', () => {
    assert.equal(cutText('abc', 3), 'abc');
  });

  it('ends with an ellipsis what it cuts', () => {
    assert.equal(cutText('abcdefghij', 5, 'plain'), 'abcd…');
    assert.match(cutText('word '.repeat(100), 50), /^(word )+\w*…$/);
  });

  it('never cuts inside an emoji, an accent or a flag', () => {
    for (const character of ['😀', '👨‍👩‍👧', 'e\u0301', '🇫🇷', '👍🏽']) {
      for (let max = 10; max < 40; max += 1) {
        const kept = cutText(character.repeat(30), max).replace('…', '');
        assert.equal(kept, character.repeat(kept.length / character.length), `${character} at ${max}`);
      }
    }
  });

  it('keeps a link whole or leaves it out', () => {
    const text = `see [the build](https://ci.example/build/42) for more ${'x'.repeat(100)}`;
    for (let max = 10; max < 90; max += 1) {
      const cut = cutText(text, max);
      assert.equal(cut.includes('['), cut.includes('](https://ci.example/build/42)'), cut);
    }
  });

  it('keeps a picture whole too, with the link around it', () => {
    const picture = '[![the graph](https://ci.example/g.png)](https://ci.example/build/42)';
    const text = `see [1] ${picture} for more ${'x'.repeat(100)}`;
    for (let max = 10; max < 110; max += 1) {
      const cut = cutText(text, max);
      assert.equal(cut.includes('!['), cut.includes(picture), cut);
      assert.equal(cut.includes('graph'), cut.includes(picture), cut);
    }
  });

  it('is linear', () => {
    const read = (text: string) => cutText(text, text.length - 100);
    for (const part of ['[', ')', '](', '[a](', '[](x)', '*', '_a', '\\', '\u0301', '![']) {
      assertLinear(JSON.stringify(part), n => `[${part.repeat(n / part.length)} a`, read, 50_000);
    }
  });

  it('closes bold and italic that it cuts', () => {
    assert.match(cutText(`**${'word '.repeat(20)}end** after`, 40), /^\*\*.*…\*\*$/);
    assert.match(cutText(`a *${'word '.repeat(20)}end*`, 40), /^a \*.*…\*$/);
    assert.doesNotMatch(cutText(`2*3 ${'word '.repeat(20)}`, 40), /…\*/);
  });

  it('never exceeds the limit and never halves a character', () => {
    const text = fc.string({
      unit: fc.constantFrom('*', '_', '[', '](', ')', '\\', '😀', 'é', '\u0301', '\u200d', ' ', 'a', '\n'),
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (value, max) => {
        const cut = cutText(value, max);
        assert.ok(cut.length <= max, `${cut.length} > ${max}`);
        assert.ok(cut.isWellFormed());
      }),
      { numRuns: 2_000 },
    );
  });
});
