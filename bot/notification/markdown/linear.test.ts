import fc from 'fast-check';
import { assertLinear } from '../../../test/support/linear.ts';
import { plainText, toMarkdown } from '../markdown.ts';

/** Each is repeated up to the length that is asked for. */
const REPEATED = [
  ...['<img ', '<img a ', '<b>', '<a>', '<a ="<a "', '<a b="', '<a b=\'"', '<ul><li>', '<tr><td>', '<blockquote>'],
  ...['<pre>', '<pre>\n', '<code>', '<svg>', '<script>', '<!--', '<![CDATA[', '<?xml', '<!doctype', '<', '</', '<a'],
  ...['<a href="https://x.example">', '<img src="https://x.example/y.png">', '<https://a|', '<https://a|b>', '<me@'],
  ...['[', '![', '[a](', '[a](<b', '[a](b "', '[a](b \'x"', '[![a](b)](c)', '[a][', '[a]: b\n', '[a]: b "\n', '[a\n'],
  ...[
    '*',
    '**x',
    'a**b',
    '*a_ ',
    '_a*',
    '*a*',
    '~~',
    '~~a',
    '`',
    '`a',
    'a`1',
    '```\n',
    '~~~a\n',
    '\\',
    '&',
    '&amp',
    '{{',
  ],
  ...[
    'http://',
    'http://a ',
    'http://a)',
    'http://a[',
    'www.',
    'https://a.',
    '- a\n',
    '- ',
    '1. ',
    '1) a\n',
    '> ',
    '>',
  ],
  ...['> a\nb\n', '- a\nb\n', '- > ', 'a|b\n', '|a|\n|-|\n', '|', 'a\n=\n', '---\n', '# a\n', '    a\n', 'a  \n', '\n'],
  ...[' ', '\t', '\u00a0', 'a', ' a', '\u001b[', '1', '(', '!', 'e\u0301', '😀', '\u200d'],
];

/** One thing, and then much of another. */
const BUILT: { readonly [name: string]: (n: number) => string } = {
  'a tag that is full of attributes': n => `<img ${'a '.repeat(n / 2)}`,
  'a tag with one long attribute': n => `<img ${'a'.repeat(n)}>`,
  'a table’s head, then spaces': n => `a|b\n${' '.repeat(n)}x|`,
  'tags that open, then others that close': n => '<b>'.repeat(n / 7) + '</i>'.repeat(n / 7),
  'brackets that open, then close': n => '['.repeat(n / 2) + ']'.repeat(n / 2),
  'stars around a letter': n => `${'*'.repeat(n / 2)}a${'*'.repeat(n / 2)}`,
  'runs of backticks, each longer than the last': n => {
    let text = '';
    for (let length = 1; text.length < n; length = (length % 300) + 1) text += `${'`'.repeat(length)}a`;
    return text;
  },
  'lists in lists in lists': n => {
    let text = '';
    for (let depth = 0; text.length < n; depth = (depth + 1) % 200) text += `${' '.repeat(2 * depth)}- a\n`;
    return text;
  },
  'an address, then dots': n => `http://a${'.'.repeat(n)}`,
  'many definitions': n => {
    let text = '';
    for (let index = 0; text.length < n; index += 1) text += `[a${index}]: https://b.example\n\n[a${index}] `;
    return text;
  },
  'wide tables': n => `${'|a'.repeat(n / 4)}\n${'|-'.repeat(n / 4)}`,
  'an endless fence': n => `\`\`\`\n${'a\n'.repeat(n / 2)}`,
};

/** Four times as much is still read whole. */
const START = 6_000;

function read(text: string): void {
  plainText(toMarkdown(text, 'markdown', 40_000), 200);
  toMarkdown(text, 'html', 40_000);
}

describe('reading a text is linear', () => {
  it('in each construct, however often it is repeated', () => {
    for (const part of REPEATED) {
      assertLinear(JSON.stringify(part), n => part.repeat(Math.ceil(n / part.length)), read, START);
    }
  }).timeout(600_000);

  for (const [name, make] of Object.entries(BUILT)) {
    it(`in ${name}`, () => assertLinear(name, make, read, START)).timeout(300_000);
  }

  it('in mixtures of constructs', () => {
    const parts = fc.array(fc.constantFrom(...REPEATED), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(parts, mixture => {
        const text = mixture.join('');
        assertLinear(JSON.stringify(text), n => text.repeat(Math.ceil(n / text.length)), read, START);
      }),
      { numRuns: 15 },
    );
  }).timeout(600_000);
});
