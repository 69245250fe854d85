import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drawnMarkdown } from '../../../test/support/drawn-text.ts';
import { toMarkdown } from '../markdown.ts';

/** Each hole takes a word or an address of its own, so that any that is lost is known. */
const LINES = [
  ...['W', 'W W', '# W', '## **W** W', 'W\n---', '> W', '> > W', '> - W', '> # W', '> ```\n> W\n> ```', '- W', '* W'],
  ...[
    '  - W',
    '    - W',
    '- W\n\n  W',
    '1. W',
    '7) W',
    '- [ ] W',
    '- [x] W',
    '- > W',
    '- # W',
    '- ```\n  W\n  ```',
    '- -',
  ],
  ...[
    '| W | W |\n|---|---|\n| W | - | W |',
    '| W \\| W |\n|-|',
    'W | W',
    '```\nW\n```',
    '```W W\nW',
    '~~~\nW\n~~~ W',
    '    W',
  ],
  ...[
    '\tW',
    'W  \nW',
    'W\\\nW',
    '---',
    '***',
    '<div>',
    '</div>',
    '<div>\n\nW',
    '<p>W</p>',
    '<ul><li>W</li><li><p>W</p></li></ul>',
  ],
  ...[
    '<ol><li>W',
    '</ol>',
    '<table><tr><td>W</td><th>W</th></tr></table>',
    '<details>\n<summary>W</summary>\n\n- W\n\n</details>',
  ],
  ...[
    '<pre>\nW\n\n  W</pre>',
    '<blockquote>\n\n**W**\n\n</blockquote>',
    '<select><option>W</select>',
    '<W>',
    '[W]: W',
    'W:\n - W\nW: W',
  ],
];
const PARTS = [
  ...[
    '**W W**',
    '*W*',
    '_W_',
    '__W__',
    '***W***',
    '**W\nW**',
    '~~W~~',
    '`W`',
    '``W ` W``',
    'W`1',
    '`W`1`',
    '\\*W\\*',
    'W_W',
    'W*W',
  ],
  ...[
    '[W](A)',
    '[W\nW](A)',
    '[**W** W](<A> "x")',
    '![W](A)',
    '[![W](A)](A)',
    '<A>',
    'A',
    '(A)',
    'A.',
    '`A`',
    '<A|W>',
    '*<A|W>*',
  ],
  ...[
    '[W](file:///W)',
    '[W](jenkins:8080/W)',
    '<a href="A">W</a>',
    '<a href="A"><b>W</b></a>',
    '<img src="A">',
    '<img src="A" alt="W">',
  ],
  ...[
    '<b>W</b>',
    '<b>W',
    '</b>',
    '<i>W</i>W',
    '<code>W</code>',
    '<W>',
    'W<W>',
    '<ruby>W<rt>W</rt></ruby>',
    '<br>',
    '&lt;W&gt;',
    '&amp;lt;W',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '*',
    '**',
    '_',
    '`',
    '~',
    '|',
    '<',
    '>',
    '!',
    '\\',
    '#',
    '&',
    '{{W}}',
    '[W]',
    '[W][W]',
    'W: W',
    '"W"',
  ],
];

interface Sample {
  text: string;
  words: string[];
  addresses: string[];
}

/** Fills the holes; every word and address is another. */
function fill(template: string): Sample {
  const words: string[] = [];
  const addresses: string[] = [];
  const text = template.replace(/(?<![A-Za-z])[WA](?![A-Za-z])/g, hole => {
    if (hole === 'W') {
      words.push(`w${words.length}w`);
      return words.at(-1) ?? '';
    }
    addresses.push(`https://x.example/a${addresses.length}?b=1`);
    return addresses.at(-1) ?? '';
  });
  return { text, words, addresses };
}

const line = fc.oneof(
  fc.constantFrom(...LINES),
  fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 5 }).map(parts => parts.join(' ')),
);
const sample = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n\n')), { minLength: 1, maxLength: 12 })
  .map(lines => fill(lines.flat().join('')));

describe('whatever goes through the converter', () => {
  it('keeps its words and its addresses', () => {
    fc.assert(
      fc.property(sample, ({ text, words, addresses }) => {
        const markdown = toMarkdown(text, 'markdown', 40_000);
        const drawn = drawnMarkdown(markdown);
        const lost = words.filter(word => !drawn.text.includes(word));
        const unreachable = addresses.filter(
          address => !drawn.addresses.includes(address) && !drawn.text.includes(address),
        );
        assert.deepEqual([...lost, ...unreachable], [], JSON.stringify({ text, markdown }));
      }),
      { numRuns: 800 },
    );
  }).timeout(60_000);

  it('is cut where it is too long, and says so', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 10, max: 100 }), ({ text, words }, max) => {
        const markdown = toMarkdown(text, 'markdown', max);
        const drawn = drawnMarkdown(markdown);
        assert.ok(
          markdown.includes('…') || words.every(word => drawn.text.includes(word)),
          JSON.stringify({ text, markdown }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('leads only to http, https and mailto', () => {
    const evil = fc.constantFrom('javascript:x', 'file:///x', 'search-ms:x', 'data:text/html,x', 'vbscript:x', 'tel:1');
    const ways = fc.constantFrom<(address: string) => string>(
      ...[
        (address: string) => `[a](${address})`,
        (address: string) => `[a](<${address}>)`,
        (address: string) => `<${address}>`,
        (address: string) => `<${address}|a>`,
        (address: string) => `![a](${address})`,
        (address: string) => `[a][b]\n\n[b]: ${address}`,
        (address: string) => `<a href="${address}">a</a>`,
        (address: string) => `&lt;${address}&gt;`,
        (address: string) => `\`<${address}>\``,
        (address: string) => `<pre>&lt;${address}></pre>`,
        (address: string) => `&#91;a](${address})`,
        (address: string) => `[a&#93;(${address})`,
        (address: string) => `<img src="${address}" alt="a">`,
        (address: string) => `<iframe src="${address}">`,
        (address: string) => `\\<${address}>`,
      ],
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(ways, evil), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', ' ', '\n\n', '*'),
        (parts, glue) => {
          const text = parts.map(([way, address]) => way(address)).join(glue);
          for (const dialect of ['markdown', 'html'] as const) {
            const markdown = toMarkdown(text, dialect, 40_000);
            for (const address of drawnMarkdown(markdown).addresses) {
              assert.match(address, /^(?:https?:|mailto:)/i, JSON.stringify({ text, markdown }));
            }
          }
        },
      ),
      { numRuns: 800 },
    );
  });
});
