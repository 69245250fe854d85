import assert from 'node:assert/strict';
import { slackToMarkdown } from './slack-markup.ts';
import { testCondition, testMarkdown, testPlain } from './test-render.ts';

const print = (template: string, body: unknown, expected: string) =>
  assert.equal(testMarkdown(template, body), expected);
const printFrench = (template: string, body: unknown, expected: string) =>
  assert.equal(testMarkdown(template, body, { language: 'fr' }), expected);

describe('the filter link', () => {
  it('makes a link', () =>
    print('{{ body.t | link: body.u }}', { t: 'Fix', u: 'https://a.example/1' }, '[Fix](https://a.example/1)'));
  it('escapes the text and encodes what would end the address', () =>
    print(
      '{{ body.t | link: body.u }}',
      { t: 'a](b)[c', u: 'https://a.example/(1)' },
      '[a\\](b)\\[c](https://a.example/%281%29)',
    ));
  it('gives the text alone where the address is none, or of another kind', () => {
    for (const u of [undefined, null, '', 'javascript:alert(1)', 'data:text/html,x', '/relative', { a: 1 }])
      print('{{ body.t | link: body.u }}', { t: 'Fix', u }, 'Fix');
  });
  it('is nil without a text', () =>
    assert.equal(testCondition('body.t | link: body.u', { u: 'https://a.example' }), false));
});

describe('the filters bold and italic', () => {
  it('mark an escaped value', () =>
    print('{{ body.t | bold }} {{ body.t | italic }}', { t: 'a*b' }, '**a\\*b** _a\\*b_'));
  it('print nothing for nothing', () => print('[{{ body.t | bold }}{{ body.t | italic }}]', {}, '[]'));
  it('take a link', () =>
    print('{{ body.t | link: body.u | bold }}', { t: 'x', u: 'https://a.example' }, '**[x](https://a.example)**'));
});

describe('the filters for texts with markup', () => {
  it('keep Markdown', () =>
    print('{{ body | markdown }}', '**b** [l](https://a.example)', '**b** [l](https://a.example)'));
  it('keep what HTML means', () => print('{{ body | markdown_from_html }}', '<p><b>b</b> &amp; c</p>', '**b** & c'));
  it('keep what Jira’s markup means', () =>
    print('{{ body | markdown_from_jira }}', '*b* [l|https://a.example]', '**b** [l](https://a.example)'));
  it('keep what Slack’s markup means', () =>
    print('{{ body | markdown_from_slack }}', '*b* <https://a.example|l>', '**b** [l](https://a.example)'));
  it('cut a long text at the length that is asked for, and always at 1,500', () => {
    assert.ok(testMarkdown('{{ body | markdown: 50 }}', 'word '.repeat(1000)).length <= 50);
    assert.ok(testMarkdown('{{ body | markdown }}', 'word '.repeat(1000)).length <= 1_500);
    assert.ok(testMarkdown('{{ body | markdown: 90000 }}', 'word '.repeat(1000)).length <= 1_500);
  });
});

describe('the filters for short texts', () => {
  it('first_line gives the first line that is not empty', () =>
    print('{{ body | first_line }}', '\n \n one \ntwo', 'one'));
  it('short_hash gives seven characters', () => print('{{ body | short_hash }}', '0123456789abcdef', '0123456'));
  it('truncate cuts with an ellipsis, and never inside a character', () => {
    print('{{ body | truncate: 5 }}', 'abcdefgh', 'abcd…');
    print('{{ body | truncate: 3 }}', 'a👩‍👩‍👧b', 'a…');
    print('{{ body | truncate: 100 }}', 'short', 'short');
  });
  it('truncate keeps a link whole or leaves it out', () =>
    print('{{ body | markdown | truncate: 30 }}', 'See [the whole list](https://a.example/list)', 'See…'));
});

describe('the filter absolute', () => {
  it('resolves an address against another', () =>
    assert.equal(
      testPlain('{{ "/issues/1" | absolute: body }}', 'https://a.example/x?y=1'),
      'https://a.example/issues/1',
    ));
  it('is nil where there is no other', () => assert.equal(testPlain('{{ "/issues/1" | absolute: body }}', ''), ''));
});

describe('the filter plural', () => {
  it('counts a number or a list', () => {
    print('{{ 1 | plural: "commit", "commits" }}', {}, '1 commit');
    print('{{ body | plural: "commit", "commits" }}', [1, 2], '2 commits');
    print('{{ body.none | plural: "commit", "commits" }}', {}, '0 commits');
  });
  it('counts as the language does', () => {
    printFrench('{{ 0 | plural: "envoi", "envois" }}', {}, '0 envoi');
    printFrench('{{ 1234 | plural: "envoi", "envois" }}', {}, '1\u202f234 envois');
  });
});

describe('the filter duration', () => {
  it('gives the two largest units', () => {
    print('{{ 372 | duration }}', {}, '6 min 12 s');
    print('{{ 5400000 | duration: "ms" }}', {}, '1 h 30 min');
    print('{{ 90061 | duration }}', {}, '1 d 1 h');
    print('{{ 0 | duration }}', {}, '0 s');
    print('{{ 12 | duration: "ms" }}', {}, '12 ms');
  });
  it('prints nothing for what is no length of time', () => {
    for (const body of [undefined, null, '', 'soon', -5, {}]) print('{{ body | duration }}', body, '');
  });
  it('follows seconds_until', () =>
    print(
      '{{ body.a | seconds_until: body.b | duration }}',
      { a: '2026-03-02T14:06:00Z', b: '2026-03-02T14:12:12Z' },
      '6 min 12 s',
    ));
});

describe('the filter seconds_until', () => {
  it('is nil where a point in time is missing, or the end comes first', () => {
    for (const b of [undefined, '', 'x', '2020-01-01T00:00:00Z'])
      print('{{ body.a | seconds_until: body.b }}', { a: '2026-03-02T14:06:00Z', b }, '');
  });
});

describe('the filter local_time', () => {
  const shown = '{{DATE(2024-05-01T12:00:00Z,SHORT)}} {{TIME(2024-05-01T12:00:00Z)}}';
  it('lets Teams show a point in time in the reader’s own time zone', () => {
    for (const body of [
      '2024-05-01T12:00:00Z',
      '2024-05-01T14:00:00.123+02:00',
      '2024-05-01 12:00:00 UTC',
      1714564800,
      1714564800000,
      '1714564800',
    ])
      print('{{ body | local_time }}', body, shown);
  });
  it('shows what is none as it is', () => print('{{ body | local_time }}', 'next *week*', 'next \\*week\\*'));
});

describe('the filter word', () => {
  const words = { failed: { en: 'failed', fr: 'échoué' }, 'run.failed': { en: 'has failed', fr: 'a échoué' } };
  it('gives the connector’s words in the language', () => {
    assert.equal(testMarkdown('{{ body | word }}', 'failed', { words, language: 'fr' }), 'échoué');
    assert.equal(testMarkdown('{{ body | word: "run" }}', 'failed', { words }), 'has failed');
    assert.equal(testMarkdown('{{ body | word: "job" }}', 'failed', { words }), 'failed');
  });
  it('makes spaces of what has no word', () => print('{{ body | word: "run" }}', 'in_progress-now', 'in progress now'));
  it('does not know the names that every object has', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      assert.equal(testMarkdown('{{ body | word }}', name, { words }), name);
    print('{{ body | word }}', '__proto__', 'proto');
  });
  it('knows language and words inside a loop too', () =>
    assert.equal(
      testMarkdown('{% for one in body %}{{ one | word }} {% endfor %}', ['failed', 'failed'], {
        words,
        language: 'fr',
      }),
      'échoué échoué',
    ));
});

describe('the filters for addresses', () => {
  const body = { base: 'https://ci.example.org/job/5', slash: 'https://ci.example.org/job/5/', ref: 'fix/#12?' };

  it('join_url puts one slash between the parts, and what follows ? stays behind', () => {
    for (const name of ['base', 'slash'])
      assert.equal(
        testPlain(`{{ body.${name} | join_url: "/console" }}`, body),
        'https://ci.example.org/job/5/console',
      );
    assert.equal(testPlain('{{ "https://a.example/?x=1" | join_url: "b", "c/" }}', body), 'https://a.example/b/c/?x=1');
    assert.equal(testPlain('{{ body.base | join_url: "tree", body.ref }}', body), `${body.base}/tree/fix/%2312%3F`);
    assert.equal(testPlain('{{ body.slash | join_url: "#/alerts" }}', body), `${body.slash}#/alerts`);
  });

  it('join_url and with_query make nothing of half an address', () => {
    for (const template of [
      '{{ body.none | join_url: "a" }}',
      '{{ body.base | join_url: "browse", body.none }}',
      '{{ body.base | with_query: "id", body.none }}',
      '{{ body.none | with_query: "id", 1 }}',
      '{{ body.none | absolute: body.base }}',
    ])
      assert.equal(testPlain(template, body), '', template);
  });

  it('with_query encodes the value, before a fragment', () => {
    assert.equal(
      testPlain('{{ "https://a.example/p?x=1#c" | with_query: "q", "a&b" }}', body),
      'https://a.example/p?x=1&q=a%26b#c',
    );
    assert.equal(testPlain('{{ "https://a.example/#/p" | with_query: "q", "1" }}', body), 'https://a.example/#/p?q=1');
  });
});

describe('the filters for values that may be missing', () => {
  it('after leaves the words out with the value, and escapes both', () => {
    const template = 'built{{ body.branch | after: " on " }}';
    assert.equal(testMarkdown(template, { branch: '*main*' }), 'built on \\*main\\*');
    for (const branch of [undefined, null, '', ' ']) assert.equal(testMarkdown(template, { branch }), 'built');
    assert.equal(testMarkdown('{{ "x" | after: "<at>" }}', {}), '<\u200bat>x');
  });

  it('numbered prints what there is of both', () => {
    const template = '{{ body.title | numbered: body.number }}';
    assert.equal(testPlain(template, { title: 'Cart', number: 12 }), '#12 Cart');
    assert.equal(testPlain(template, { title: 'Cart' }), 'Cart');
    assert.equal(testPlain(template, { number: 12 }), '#12');
    assert.equal(testPlain(template, {}), '');
    assert.equal(testPlain('{{ body.title | numbered: 3, "!" }}', { title: 'Cart' }), '!3 Cart');
  });

  it('listed leaves out what is empty', () => {
    assert.equal(testPlain('{{ body.names | listed }}', { names: ['a', '', null, 'b', { c: 1 }, 3] }), 'a, b, 3');
    assert.equal(testMarkdown('{% if body.names | listed %}x{% endif %}', { names: [''] }), '');
  });
});

describe('Slack’s markup', () => {
  it('has bold, links, people and channels', () => {
    assert.equal(
      slackToMarkdown('*Deploy* of <https://a.example/x(1)|web [1]> by <@U1|nadia>, see <#C1|ops>'),
      '**Deploy** of [web \\[1\\]](https://a.example/x%281%29) by nadia, see ops',
    );
  });

  it('leaves signs that mark nothing as they are, and code as well', () => {
    assert.equal(slackToMarkdown('2*3*4 ~a\n`*b*` *c*'), '2\\*3\\*4 \\~a\n`*b*` **c**');
  });
});
