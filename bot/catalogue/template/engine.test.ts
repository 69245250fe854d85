import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Liquid } from 'liquidjs';
import { createEngine, TemplateError } from './engine.ts';
import { testCondition, testContext, testMarkdown, testPlain, testValue } from './test-render.ts';

const engine = createEngine();
const refused = (compile: () => unknown, message: RegExp) =>
  assert.throws(compile, error => error instanceof TemplateError && message.test(error.message));

describe('a template', () => {
  it('prints what the body, the headers, the settings and the event hold', () => {
    const given = { headers: { 'x-event': 'push' }, settings: { team: 'web' }, event: 'opened' };
    assert.equal(
      testMarkdown(
        '{{ body.a.b[1].c }} {{ headers["x-event"] }} {{ settings.team }} {{ event }}',
        { a: { b: [0, { c: 'd' }] } },
        given,
      ),
      'd push web opened',
    );
  });

  it('prints nothing for what is not there, is null, a list or an object', () => {
    for (const body of [undefined, null, 1, 'text', [], { a: null }, { a: {} }, { a: [] }])
      assert.equal(testMarkdown('[{{ body.a }}{{ body.a.b.c }}{{ none.at.all }}]', body), '[]');
  });

  it('prints no space around it, and no empty paragraph between two', () => {
    assert.equal(testMarkdown(' {{ body.a }} \n', { a: 1 }), '1');
    assert.equal(testMarkdown('a\n\n{{ body.none }}\n\nb', {}), 'a\n\nb');
    assert.equal(testPlain('  plain  ', {}), 'plain');
  });

  it('escapes as Markdown, or prints plain text where no Markdown is read', () => {
    assert.equal(testMarkdown('{{ body }}', 'a*b'), 'a\\*b');
    assert.equal(testPlain('{{ body }}', 'a*b'), 'a*b');
  });

  it('keeps an assignment for what comes after it', () =>
    assert.equal(testMarkdown('{% assign a = body.a | upcase %}{% if a == "X" %}{{ a }}{% endif %}', { a: 'x' }), 'X'));

  it('runs a loop with all that stands outside of it', () =>
    assert.equal(
      testMarkdown(
        '{% for one in body.list %}{{ one.name }} of {{ body.owner }}{% unless forloop.last %}, {% endunless %}{% endfor %}',
        {
          list: [{ name: 'a' }, { name: 'b' }],
          owner: 'c',
        },
      ),
      'a of c, b of c',
    ));

  it('is refused with its own words where it cannot be read', () => {
    refused(() => engine.markdown('Hello {{ body.a'), /Hello \{\{ body\.a/);
    refused(() => engine.markdown('{% if body.a %}x'), /not closed/);
    refused(() => engine.markdown('{{ body.a | shout }}'), /undefined filter: shout/);
    refused(() => engine.condition('body.a = 1'), /body\.a = 1/);
    refused(() => engine.value(''), /invalid value/);
    refused(() => engine.condition('body.a %}{% include "x" %}{% if body.b'), /./);
  });

  it('has no tag that reads files, keeps state or escapes twice', () => {
    const tags = [
      'include "x"',
      'render "x"',
      'layout "x"',
      'block x',
      'capture x',
      'increment x',
      'decrement x',
      'cycle "a"',
      'tablerow x in body',
      'raw',
      'liquid echo 1',
    ];
    for (const tag of tags) refused(() => engine.markdown(`{% ${tag} %}`), /not found/);
  });

  it('has no filter that prints a value as it is, or leads outside', () => {
    for (const filter of [
      'raw',
      'escape',
      'json',
      'inspect',
      'strip_html',
      'newline_to_br',
      'date',
      'where_exp: "x", "y"',
      'to_integer',
    ])
      refused(() => engine.markdown(`{{ body | ${filter} }}`), /undefined filter/);
  });
});

describe('names', () => {
  it('reach only what the body itself has, never what every object has', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'liquidMethodMissing']) {
      assert.equal(
        testPlain(`[{{ ${name} }}{{ body.${name} }}{{ body["${name}"] }}{{ body.${name}.name }}]`, {}),
        '[]',
      );
      assert.equal(testPlain(`{% for one in (1..1) %}[{{ ${name} }}{{ body.${name} }}]{% endfor %}`, {}), '[]');
    }
  });

  it('of the body may be those all the same', () => {
    const body: unknown = JSON.parse('{"__proto__": "p", "constructor": {"name": "c"}, "toString": "t"}');
    assert.equal(testPlain('{{ body["__proto__"] }}{{ body.constructor.name }}{{ body.toString }}', body), 'pct');
  });

  it('of a body do not change how a template runs', () => {
    const body: unknown = JSON.parse(
      '{"next": "a", "throw": "b", "return": "c", "then": "d", "toLiquid": "e", "valueOf": "f", "size": 3}',
    );
    assert.equal(
      testPlain('{{ body.next }}{{ body.then }}{{ body.toLiquid }}{{ body.size }}{% if body %}!{% endif %}', body),
      'ade3!',
    );
  });

  it('of variables are worked out when they are first asked for, and once', () => {
    let count = 0;
    const variables = new Map([['v', () => `worked out ${++count}`]]);
    const context = testContext({ variables });
    assert.equal(count, 0);
    assert.equal(engine.plain('{{ v }}, {{ v }}')(context), 'worked out 1, worked out 1');
  });

  it('of variables may lead to one another, though not in a circle', () => {
    const variables = new Map([
      ['a', engine.value('b | append: "a"')],
      ['b', engine.value('body.c')],
      ['x', engine.value('y | append: "x"')],
      ['y', engine.value('x | append: "y"')],
    ]);
    const context = testContext({ body: { c: 'c' }, variables });
    assert.equal(engine.plain('{{ a }} {{ x }} {% for one in (1..1) %}{{ a }}{% endfor %}')(context), 'ca yx ca');
  });
});

describe('a condition', () => {
  it('holds for all but false and nil', () => {
    for (const body of [true, 0, '', 'x', [], {}]) assert.equal(testCondition('body', body), true);
    for (const body of [false, null, undefined]) assert.equal(testCondition('body', body), false);
  });

  it('compares, and joins comparisons', () => {
    const body = { a: 'x', n: 3, list: ['x', 'y'], empty: '' };
    for (const holds of [
      'body.a == "x"',
      'body.n > 2 and body.n <= 3',
      'body.list contains "y"',
      'body.a contains "x"',
      'body.b == nil',
      'body.empty == blank',
      'body.a != "y" or body.b',
      'not body.b',
      'body.list.size == 2',
      'body.list.first == "x"',
      'body.list[-1] == "y"',
    ])
      assert.equal(testCondition(holds, body), true, holds);
    for (const fails of [
      'body.a == "y"',
      'body.a == body.list',
      'body.n == "3"',
      'body.b > 1',
      'body.list contains "z"',
      'body.b contains "x"',
    ])
      assert.equal(testCondition(fails, body), false, fails);
  });
});

describe('a value', () => {
  it('is what the body holds, with filters', () => {
    const body = { alerts: [{ status: 'firing' }, { status: 'resolved' }] };
    assert.deepEqual(testValue('body.alerts | where: "status", "firing"', body), [{ status: 'firing' }]);
    assert.equal(testValue('body.alerts | map: "status" | join: ", "', body), 'firing, resolved');
  });
});

describe('the limits', () => {
  const stops = (template: string, body: unknown = {}) =>
    assert.throws(() => testMarkdown(template, body), /limit exceeded/, template);

  it('stop a template that loops', () => {
    stops('{% for i in (1..100000000) %}x{% endfor %}');
    stops('{% for i in (1..3000) %}{% for j in (1..3000) %}{{ i }}{% endfor %}{% endfor %}');
  });

  it('stop a template that makes ever more text', () =>
    stops('{% assign a = body %}{% for i in (1..1000) %}{% assign a = a | append: a %}{% endfor %}', 'x'.repeat(1000)));

  it('are for all templates of an event together', () => {
    const context = testContext({ body: 'x'.repeat(100_000) });
    const render = engine.markdown('{{ body | append: body | size }}');
    assert.throws(() => {
      for (let index = 0; index < 100; index += 1) render(context);
    }, /memory alloc limit exceeded/);
  });

  it('refuse a template that is endless itself', () =>
    refused(() => engine.markdown(`{{ body }}${' {{ body }}'.repeat(5_000)}`), /limit/));
});

describe('the engine', () => {
  const values = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, false, '', 'a', 'b', 0, 1, 2),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('value'), { maxLength: 3 }),
    object: fc.dictionary(fc.constantFrom('a', 'b', 'size', 'first'), tie('value'), { maxKeys: 3 }),
  })).value;
  const bodies = values.map((value): unknown => JSON.parse(JSON.stringify(value)));
  const path = fc
    .array(fc.constantFrom('.a', '.b', '[0]', '[-1]', '["a"]', '.first', '.last', '.size'), { maxLength: 3 })
    .map(parts => `body${parts.join('')}`);
  const operand = fc.oneof(path, fc.constantFrom('nil', 'true', 'blank', 'empty', '"a"', '1', '2'));
  const comparison = fc
    .tuple(operand, fc.constantFrom('==', '!=', '<', '>=', 'contains', 'and', 'or'), operand)
    .map(parts => parts.join(' '));
  const expression = fc.oneof(
    operand,
    comparison,
    comparison.map(text => `not ${text}`),
    fc.tuple(comparison, fc.constantFrom('and', 'or'), comparison).map(parts => parts.join(' ')),
  );
  const output = fc
    .tuple(
      path,
      fc.constantFrom(
        '',
        '| default: "none"',
        '| append: body.a',
        '| size',
        '| join: "-"',
        '| upcase | append: "x"',
        '| default: body.b | append: body.a',
      ),
    )
    .map(([value, filter]) => `{{ ${value} ${filter} }}`);
  const template = fc.oneof(
    output,
    fc.tuple(expression, output, output).map(([when, yes, no]) => `{% if ${when} %}${yes}{% else %}${no}{% endif %}`),
    fc
      .tuple(expression, expression, output)
      .map(([first, second, yes]) => `{% unless ${first} %}${yes}{% elsif ${second} %}2{% else %}3{% endunless %}`),
    fc
      .tuple(path, output)
      .map(([target, yes]) => `{% case ${target} %}{% when "a", 1 %}${yes}{% when 2 %}two{% else %}else{% endcase %}`),
    fc.tuple(path, output).map(([list, inner]) => `{% for one in ${list} %}${inner}{{ one }}{% endfor %}`),
  );

  it('prints what Liquid itself prints', () => {
    const print = (value: unknown) => (typeof value === 'object' || value === undefined ? '' : String(value));
    const liquid = new Liquid({ ownPropertyOnly: true, outputEscape: print });
    const outcome = (run: () => string) => {
      try {
        return run().trim();
      } catch {
        return 'an error';
      }
    };
    fc.assert(
      fc.property(template, bodies, (source, body) => {
        const expected = outcome(() => String(liquid.parseAndRenderSync(source, { body })));
        assert.equal(
          outcome(() => testPlain(source, body)),
          expected,
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
