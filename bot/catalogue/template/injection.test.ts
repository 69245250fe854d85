import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toMarkdown } from '../../notification/markdown.ts';
import { testLinked, testMarkdown } from './test-render.ts';

/** What a payload may hold to be more than text. */
const hostile = [
  '<at>everyone</at>',
  '</at>',
  '<AT id="1">Nadia</AT>',
  '{{DATE(2024-01-01T00:00:00Z,SHORT)}}',
  '{{TIME(2024-01-01T00:00:00Z)}}',
  '{{ body.secret }}',
  '{% for i in (1..9) %}',
  '[click](javascript:alert(1))',
  '[click](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '**bold**',
  '_it_',
  '`code`',
  '# title',
  '- item',
  '> quote',
  '\\',
  '](',
  '<script>alert(1)</script>',
  '\u0000\u001b[31m',
  '\u202e',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 10 })), { maxLength: 6 })
  .map(parts => parts.join(''));

/** Links and pictures in a Markdown text, escaped brackets aside. */
const links = (markdown: string) =>
  [...markdown.replaceAll(/\\[\\[\]]/g, '').matchAll(/\]\(([^)]*)\)/g)].map(([, url]) => url);

const filters = [
  '',
  '| truncate: 20',
  '| first_line',
  '| bold',
  '| italic',
  '| word',
  '| short_hash',
  '| local_time',
  '| upcase',
  '| append: "x"',
  '| split: "," | join: "; "',
  '| link: "https://good.example"',
  '| replace: "a", "b"',
];

describe('a value of the payload', () => {
  it('is neither a mention nor one of Teams’ functions nor a link of its own, whatever filters it goes through', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...filters), (body, filter) => {
        const shown = testMarkdown(`{{ body ${filter} }}`, body);
        assert.doesNotMatch(shown, /<\/?at\b/i);
        if (filter !== '| local_time') assert.doesNotMatch(shown, /\{\{/);
        for (const url of links(shown)) assert.equal(url, 'https://good.example');
      }),
      { numRuns: 500 },
    );
  });

  it('is no template: what it holds is not run', () => {
    assert.match(testMarkdown('{{ body.title }}', { title: '{{ body.secret }}', secret: 'abc' }), /body\.secret/);
  });

  it('leads only to http, https and mailto as the address of a link', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          text,
          fc.constantFrom(
            'javascript:alert(1)',
            'JAVASCRIPT:x',
            'java\nscript:x',
            'data:text/html;base64,xx',
            'vbscript:x',
            'file:///etc/passwd',
            ' https://a.example/ x',
          ),
        ),
        url => {
          for (const found of links(testMarkdown('{{ "t" | link: body }}', url)))
            assert.match(found ?? '', /^(https?:\/\/|mailto:)/i);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stays text inside bold, italic and a link, so that nothing of it opens or closes them', () => {
    assert.equal(testMarkdown('{{ body | bold }}', '** [a](b) **'), '**\\*\\* \\[a\\](b) \\*\\***');
    assert.equal(
      testMarkdown('{{ body | link: "https://a.example" }}', 'x](https://evil.example)['),
      '[x\\](https://evil.example)\\[](https://a.example)',
    );
  });

  it('makes none of these together with its neighbours either', () => {
    assert.doesNotMatch(
      testMarkdown('{{ body.a }}{{ body.b }}', { a: '{', b: '{DATE(2024-01-01T00:00:00Z)}}' }),
      /\{\{/,
    );
    assert.doesNotMatch(testMarkdown('{{ body.a }}{{ body.b }}', { a: '<', b: 'at>all</at>' }), /<at/);
  });

  it('has no control characters, and is cut where it is endless', () => {
    assert.equal(testMarkdown('{{ body }}', 'a\u0000b\u001b[31mc'), 'abc');
    assert.ok(testMarkdown('{{ body }}', 'x'.repeat(1_000_000)).length <= 20_000);
  });
});

describe('a value in a text or fact', () => {
  it('has its addresses as links, and is otherwise as harmless as any', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...filters), (body, filter) => {
        const shown = testLinked(`{{ body ${filter} }}`, body);
        assert.doesNotMatch(shown, /<\/?at\b/i);
        if (filter !== '| local_time') assert.doesNotMatch(shown, /\{\{/);
        for (const url of links(shown)) assert.match(url ?? '', /^https?:\/\//i);
      }),
      { numRuns: 500 },
    );
  });

  it('is linked once, also in loops and where the template writes a link itself', () => {
    const url = 'https://a.example/b';
    assert.equal(testLinked('see {{ body }}.', url), `see [${url}](${url}).`);
    assert.equal(testLinked('{% for one in body %}{{ one }} {% endfor %}', [url]), `[${url}](${url})`);
    assert.equal(testLinked('{{ body | link: body }}', url), `[${url}](${url})`);
    assert.equal(testLinked('[{{ body }}](https://b.example)', url), `[${url}](https://b.example)`);
    assert.equal(testLinked('{{ body | truncate: 15 }}', url), 'https://a.exam…');
  });
});

describe('a text in Markdown', () => {
  it('mentions nobody and calls none of Teams’ functions either', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('markdown', 'markdown_from_html', 'markdown_from_jira', 'markdown_from_slack'),
        (body, filter) => {
          const shown = testMarkdown(`{{ body | ${filter} }}`, body);
          assert.doesNotMatch(shown, /<\/?at\b/i);
          assert.doesNotMatch(shown, /\{\{\s*(DATE|TIME)/i);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leads only to http, https and mailto', () => {
    for (const filter of ['markdown', 'markdown_from_html', 'markdown_from_jira', 'markdown_from_slack'])
      for (const body of [
        '[x](javascript:alert(1))',
        '<a href="javascript:alert(1)">x</a>',
        '[x|javascript:alert(1)]',
        '<javascript:alert(1)|x>',
      ])
        assert.deepEqual(links(testMarkdown(`{{ body | ${filter} }}`, body)), []);
  });

  it('is otherwise what a sender’s Markdown is', () => {
    const body = 'A **list**:\n\n- one\n- two `code` [l](https://a.example)';
    assert.equal(testMarkdown('{{ body | markdown }}', body), toMarkdown(body, 'markdown', 1_500));
  });
});
