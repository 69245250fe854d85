import assert from 'node:assert/strict';
import fc from 'fast-check';
import { craftZip } from '../../test/support/craft-zip.ts';
import { assertLinear } from '../../test/support/linear.ts';
import { matches } from './events/filters.ts';
import { plainNotification } from './events/plain-notification.ts';
import { testReadEvent } from './events/test-connector.ts';
import { cleanIcon } from './package/clean-icon.ts';
import { unzipFiles } from './package/unzip.ts';
import { adfToHtml } from './template/adf.ts';
import { jiraToHtml } from './template/jira-markup.ts';
import { slackToMarkdown } from './template/slack-markup.ts';

const repeated = (piece: string) => (n: number) => piece.repeat(Math.ceil(n / piece.length));

/** What begins something in Jira's markup and ends nothing, what nests, and what looks like something else so far. */
const jira = [
  '{code:x}',
  '{noformat}',
  '{code}{noformat}',
  '[a',
  '[a|',
  '[~',
  '!a',
  '!a.png|',
  '{{',
  '{{a}',
  '{',
  '{color:',
  '*a ',
  ' *a',
  '_*',
  '??',
  '?',
  '-',
  '--',
  ' -a',
  '\\',
  'https://',
  'https://a.example/_*',
  '|',
  '||',
  '|[',
  '|{',
  '|!a|',
  '\n* a',
  '\n******** a',
  '\n# a\n** b',
  '\nh1. a',
  '\nbq. a',
  '{quote}',
  '{panel:title=',
  '\n|a|b|',
  '\n',
  ' ',
  '\n----',
  'h1. ',
];
const slack = ['<', '<a', '<https://a|', '<@', '*a ', ' *a', '~', '`', '```', '``', '\n*a', ' ', '\n', '*', '<<>'];

describe('work on a body is linear', function () {
  this.timeout(120_000);

  it('for each construct of Jira’s markup', () => {
    for (const piece of jira) assertLinear(JSON.stringify(piece), repeated(piece), jiraToHtml, 2_500);
  });

  it('for each construct of Slack’s markup', () => {
    for (const piece of slack) assertLinear(JSON.stringify(piece), repeated(piece), slackToMarkdown, 2_500);
  });

  it('for mixtures of them', () => {
    const mixture = (pieces: string[]) => fc.array(fc.constantFrom(...pieces), { minLength: 2, maxLength: 6 });
    const numRuns = 8;
    fc.assert(
      fc.property(mixture(jira), pieces =>
        assertLinear(JSON.stringify(pieces), repeated(pieces.join('')), jiraToHtml, 2_500),
      ),
      { numRuns },
    );
    fc.assert(
      fc.property(mixture(slack), pieces =>
        assertLinear(JSON.stringify(pieces), repeated(pieces.join('')), slackToMarkdown, 2_500),
      ),
      { numRuns },
    );
  });

  it('for Atlassian’s documents', () => {
    const nodes: Record<string, unknown> = {
      text: { type: 'text', text: 'a' },
      nothing: { type: 'text', text: '' },
      item: { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [] }] }] },
      link: { type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: 'https://a.example' } }] },
    };
    for (const [name, node] of Object.entries(nodes))
      assertLinear(name, n => ({ type: 'doc', content: Array.from({ length: n }, () => node) }), adfToHtml, 600);
  });

  it('for patterns of a filter', () => {
    assertLinear(
      'a pattern',
      n => `*${'a*'.repeat(200)}${'a'.repeat(n)}`,
      value => matches('*a*a*a*a*a*b', value),
      20_000,
    );
  });

  it('for icons', () => {
    const pieces = [
      '<g>',
      '<!--',
      '<!-- - -->',
      '<path ',
      ' d="a"',
      '&amp;',
      '&',
      '&#x',
      ' ',
      '<path d="',
      '<',
      '<a:b ',
    ];
    for (const piece of pieces)
      assertLinear(
        JSON.stringify(piece),
        n => `<svg xmlns="http://www.w3.org/2000/svg">${repeated(piece)(n)}`,
        cleanIcon,
        20_000,
      );
  });

  it('for zips', () => {
    const data = Buffer.from('{}');
    const zip = (n: number) =>
      craftZip(Array.from({ length: n }, (_, index) => ({ path: `samples/a${index}.json`, data })));
    assertLinear('entries', zip, bytes => unzipFiles(bytes, []), 200);
  });

  it('for a body that no event describes', () => {
    const bodies: Record<string, (n: number) => unknown> = {
      'a long text': n => ({ title: 'a'.repeat(n), text: '/w/'.repeat(n) }),
      'many fields': n => Object.fromEntries(Array.from({ length: n }, (_, index) => [`name${index}`, { title: ' ' }])),
    };
    for (const [name, body] of Object.entries(bodies))
      assertLinear(name, body, one => plainNotification('Example', 'built', one), 3_000);
  });
});

describe('a body of many megabytes', function () {
  this.timeout(60_000);
  const read = testReadEvent(
    {
      built: {
        message: {
          title: '{{ body.title | link: body.url }} {{ names }} {{ broken | size }}',
          text: '{{ body.text | markdown }} {{ body.text | markdown_from_jira }} {{ body.text | markdown_from_slack }} {{ body.text | markdown_from_html }} {{ body.text | first_line }} {{ body.text | truncate: 30 }} {{ body.text | word }} {{ body.text | local_time }} {{ body.text | duration }} {{ body.text | join_url: body.text }} {{ body.text | absolute: body.text }} {{ body.text | numbered: body.text }} {{ body.text | after: body.text }} {{ body.text | plural: "a", "b" }}',
          facts: [{ each: 'body.list', as: 'one', when: 'one != blank', name: '{{ one }}', value: '{{ index }}' }],
          sections: [{ each: 'body.object', as: 'one', text: '{{ one.key }}' }],
        },
      },
    },
    {
      variables: {
        names: "body.list | where: 'status', 'firing' | map: 'name' | compact | uniq | listed | truncate: 100",
        broken: "body.text | split: ' ' | join: '/' | replace: 'a', 'b' | url_encode | upcase",
      },
    },
  );
  const result = (body: object) => read({ body: { type: 'built', ...body }, headers: {}, settings: {} });
  const work = (body: object) => {
    const made = result(body);
    assert.ok(made.outcome === 'accepted' && JSON.stringify(made.notification).length < 200_000);
  };

  it('costs no more than one of which all is looked at: a text', () => {
    const texts: Record<string, (n: number) => string> = {
      letters: n => 'a'.repeat(n),
      words: n => 'a b '.repeat(n / 4),
      lines: n => ' \n'.repeat(n / 2),
      digits: n => '9'.repeat(n),
      markup: n => '<b *_[{code:'.repeat(n / 12),
    };
    for (const [name, text] of Object.entries(texts))
      assertLinear(name, n => ({ title: text(n), text: text(n), url: text(n) }), work, 1_000_000);
  });

  it('costs no more than one of which all is looked at: a list, and an object', () => {
    const items = [null, 'a', { status: 'firing', name: 'a' }, ['a'], 0];
    for (const item of items)
      assertLinear(JSON.stringify(item), n => ({ list: Array.from({ length: n }, () => item) }), work, 30_000);
    const object = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, index) => [`k${index}`, 'a']));
    assertLinear('an object', n => ({ object: object(n) }), work, 30_000);
  });

  it('is counted as far as it is not shown', () => {
    const made = result({ list: Array.from({ length: 5_000 }, () => 'a'), object: { a: 1, b: 2 } });
    assert.ok(made.outcome === 'accepted');
    const [content] = made.notification.contents;
    assert.ok(content?.kind === 'message');
    assert.equal(content.sections[0]?.moreFacts, 4_990);
  });
});
