import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Block, readGuide } from './blocks.ts';
import { type Inline, readInline } from './inline.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Short forms, so that a test can be read: `**bold**` as `B(bold)`. */
function short(inner: readonly Inline[]): string {
  return inner
    .map(piece => {
      if (piece.kind === 'text') return piece.text;
      if (piece.kind === 'code') return `C(${piece.text})`;
      if (piece.kind === 'link') return `L(${piece.href} ${short(piece.inner)})`;
      return `${piece.kind === 'strong' ? 'B' : 'I'}(${short(piece.inner)})`;
    })
    .join('');
}

function outline(blocks: readonly Block[]): string[] {
  return blocks.map(line);
}

function line(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `H${block.level} ${short(block.inner)}`;
    case 'paragraph':
      return `P ${short(block.inner)}`;
    case 'code':
      return `CODE ${block.text}`;
    case 'table':
      return `TABLE ${[block.head, ...block.rows].map(row => row.map(short).join('|')).join(' / ')}`;
    case 'list': {
      const items = block.items.map(item => outline(item).join('; ')).join(' / ');
      return `${block.ordered ? `OL${block.start}` : 'UL'} ${items}`;
    }
  }
}

describe('the text of a guide', () => {
  const examples: [name: string, text: string, expected: string][] = [
    ['knows bold, italics and code', '**a _b_** *c* `d **e**`', 'B(a I(b)) I(c) C(d **e**)'],
    ['leaves snake_case and lone marks alone', 'snake_case_name 2 * 3 ** 4 `', 'snake_case_name 2 * 3 ** 4 `'],
    ['takes an escaped mark as text', '\\*a\\* \\_b\\_', '*a* _b_'],
    [
      'leads to http, https and mailto',
      '[a](https://example.com/x?y=1) [b](mailto:a@b.example)',
      'L(https://example.com/x?y=1 a) L(mailto:a@b.example b)',
    ],
    [
      'leads nowhere else',
      '[a](javascript:alert(1)) [b](data:text/html,x) [c](/d)',
      '[a](javascript:alert(1)) [b](data:text/html,x) [c](/d)',
    ],
    [
      'makes a link of a bare address, without the full stop',
      'Open https://example.com/a. Then',
      'Open L(https://example.com/a https://example.com/a). Then',
    ],
    [
      'puts no link into a link',
      '[see https://b.example](https://a.example)',
      'L(https://a.example/ see https://b.example)',
    ],
    ['leaves the place of the URL for later', 'Paste `{{webhookUrl}}` there', 'Paste C({{webhookUrl}}) there'],
    ['knows code with a backtick in it', '``a ` b``', 'C(a ` b)'],
    ['leaves HTML as text', '<b onclick="x">a</b>', '<b onclick="x">a</b>'],
  ];
  for (const [name, text, expected] of examples) it(name, () => assert.equal(short(readInline(text)), expected));
});

describe('a guide', () => {
  it('has headings, paragraphs over several lines, and code as it stands', () => {
    assert.deepEqual(outline(readGuide('# T\n\n## A\none\ntwo\n\n```sh\n# not a heading\n\n- x\n```\nend')), [
      'H1 T',
      'H2 A',
      'P one two',
      'CODE # not a heading\n\n- x',
      'P end',
    ]);
  });

  it('has lists, with code and paragraphs in their items', () => {
    const text = '1. a\n2. b:\n\n   ```sh\n   curl x \\\n     -d y\n   ```\n\n   more\n3. c\n   - d\n   - e\n\nend';
    assert.deepEqual(outline(readGuide(text)), [
      'OL1 P a / P b:; CODE curl x \\\n  -d y; P more / P c; UL P d / P e',
      'P end',
    ]);
  });

  it('keeps a list together over blank lines and lines that are not indented', () => {
    assert.deepEqual(outline(readGuide('- a\ngoes on\n\n- b\n\nend')), ['UL P a goes on / P b', 'P end']);
  });

  it('begins a numbered list where it says', () => {
    assert.deepEqual(outline(readGuide('4. a\n5. b')), ['OL4 P a / P b']);
  });

  it('has tables', () => {
    assert.deepEqual(outline(readGuide('| a | b |\n| - | -: |\n| `1` | 2 \\| 3 |\nend')), [
      'TABLE a|b / C(1)|2 | 3',
      'P end',
    ]);
  });

  it('reads code that is never closed to the end', () => {
    assert.deepEqual(outline(readGuide('```\na\nb')), ['CODE a\nb']);
  });

  for (const file of globSync('connectors/*/guide.*.md', { cwd: root }))
    it(`is read whole: ${file}`, () => {
      const lines = outline(readGuide(readFileSync(join(root, file), 'utf8')));
      // What Markdown would be left over in text: fences, headings, bold.
      const left = lines.filter(each => !each.includes('CODE') && /```|^P #|\*\*/.test(each));
      assert.deepEqual(left, []);
      assert.match(lines[0] ?? '', /^H1 /);
    });

  it('can be any text', () => {
    const piece = fc.constantFrom(
      '- ',
      '1. ',
      '```',
      '\n',
      '\n\n',
      '  ',
      '   ',
      '|',
      '|-|',
      '# ',
      '**',
      '_',
      '`',
      '[',
      '](',
      ')',
      'https://a',
      'a',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), pieces => {
        assert.ok(Array.isArray(readGuide(pieces.join(''))));
      }),
      { numRuns: 1000 },
    );
  });

  it('ends for deep nesting and endless openers', () => {
    const hostile = ['**a ', '`a ', '[a](', '_a ', '<https://', '- ', '1. a\n', '|', '> '].map(each =>
      each.repeat(5_000),
    );
    for (const text of [...hostile, Array.from({ length: 300 }, (_, n) => `${'  '.repeat(n)}- a`).join('\n')])
      readGuide(text);
  });
});
