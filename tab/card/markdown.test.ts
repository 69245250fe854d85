import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderMarkdown, renderPlain } from './markdown.ts';

/** A line feed in HTML is a space, and beside a block nothing. */
function withoutLineFeeds(html: string): string {
  return html
    .replace(/(<\/?(?:p|ul|ol|li|br)\b[^>]*>)\n/g, '$1')
    .replace(/\n(<\/?(?:ul|ol|li))/g, '$1')
    .replaceAll('\n', ' ');
}

describe('Markdown in cards', () => {
  const examples: [name: string, text: string, html: string][] = [
    [
      'draws bold and italic',
      '**b** _i_ *i* ***both***',
      '<p><strong>b</strong> <em>i</em> <em>i</em> <em><strong>both</strong></em></p>',
    ],
    ['draws emphasis in emphasis', '**a _b_ c**', '<p><strong>a <em>b</em> c</strong></p>'],
    ['leaves snake_case and lone marks alone', 'snake_case_name 2 * 3 ** 4', '<p>snake_case_name 2 * 3 ** 4</p>'],
    ['leaves an opener without a closer as text', '**a *b', '<p>**a *b</p>'],
    ['draws bold in the middle of a word', 'a**b**c', '<p>a<strong>b</strong>c</p>'],
    [
      'draws links, their text with emphasis',
      '[a **b**](https://example.com/x?a=1&b=2 "title")',
      '<p><a href="https://example.com/x?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">a <strong>b</strong></a></p>',
    ],
    [
      'follows brackets within a link',
      '[[ci] #1](<https://example.com/a_(b)>) and [x](https://example.com/a_(b))',
      '<p><a href="https://example.com/a_(b)" target="_blank" rel="noopener noreferrer nofollow">[ci] #1</a> and ' +
        '<a href="https://example.com/a_(b)" target="_blank" rel="noopener noreferrer nofollow">x</a></p>',
    ],
    [
      'leads only to http, https and mailto',
      '[a](javascript:alert(1)) [b](data:text/html,x) [c](//evil.example) [d](mailto:a@b.example)',
      '<p><span>a</span> <span>b</span> <span>c</span> <a href="mailto:a@b.example" target="_blank" rel="noopener noreferrer nofollow">d</a></p>',
    ],
    ['leaves brackets that are no link', '[x] [y]( [z](a b)', '<p>[x] [y]( [z](a b)</p>'],
    ['draws bullet lists', 'Fixed:\r\n- a\r- b\n- c', '<p>Fixed:</p><ul><li>a</li><li>b</li><li>c</li></ul>'],
    [
      'draws numbered lists from their number',
      '3. a\n4. b\n\nend',
      '<ol start="3"><li>a</li><li>b</li></ol><p>end</p>',
    ],
    ['keeps a list with blank lines together', '1. a\n\n2. b', '<ol><li><p>a</p></li><li><p>b</p></li></ol>'],
    ['draws lists within lists', '- a\n  1. b\n- c', '<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>'],
    [
      'keeps each line of a list within a list that our own cards indent by no-break spaces',
      '- b\n\n\u00a0\u00a0• b1\n\n\u00a0\u00a0• b2\n\n- c',
      '<ul><li>b</li></ul><p>\u00a0\u00a0• b1</p><p>\u00a0\u00a0• b2</p><ul><li>c</li></ul>',
    ],
    ['puts an indented line into its item', '- a\n  b', '<ul><li>a b</li></ul>'],
    ['draws one line break as a space, two as a paragraph', 'a\nb\n\n\nc', '<p>a b</p><p>c</p>'],
    ['draws hard line breaks', 'a  \nb\\\nc', '<p>a<br>b<br>c</p>'],
    [
      'takes escapes and entities as the characters they mean',
      '\\*a\\* &lt;b&gt; &#42;c&#x2a; &nope;',
      '<p>*a* &lt;b&gt; *c* &amp;nope;</p>',
    ],
    [
      'leaves headings, code, tables, quotes, images and HTML as text',
      '# h\n\n`c`\n\n> q\n\n|a|b|\n\n![alt](https://example.com/x.png) <b>x</b>',
      '<p># h</p><p>`c`</p><p>&gt; q</p><p>|a|b|</p><p>!<a href="https://example.com/x.png" target="_blank" rel="noopener noreferrer nofollow">alt</a> &lt;b&gt;x&lt;/b&gt;</p>',
    ],
    ['draws mentions', '<at>Ada "A" O</at>!', '<p><span class="mention">Ada &quot;A&quot; O</span>!</p>'],
    ['leaves an escaped mention as text', '\\<at>Ada</at>', '<p>&lt;at&gt;Ada&lt;/at&gt;</p>'],
    ['draws nothing for nothing', ' \n ', ''],
  ];
  for (const [name, text, html] of examples) {
    it(name, () => assert.equal(withoutLineFeeds(renderMarkdown(text)), html));
  }

  it('makes only its own elements, with safe addresses, from any text', () => {
    const piece = fc.constantFrom(
      ...[
        '*',
        '**',
        '_',
        '[',
        ']',
        '](',
        ')',
        '(javascript:x)',
        '(https://e.example/"onx=")',
        '<at>',
        '</at>',
        '<',
        '>',
      ],
      ...[
        '"',
        "'",
        '&',
        '&#60;',
        '&lt;',
        '\\',
        '\n',
        '\n\n',
        '- ',
        '1. ',
        ' ',
        '  \n',
        'a',
        '<img src=x onerror=y>',
        '\u0000',
      ],
    );
    const ours =
      /<(?:\/?(?:p|ul|ol|li|strong|em|span)|\/a|br|ol start="\d+"|span class="mention"|a href="(?:https?|mailto):[^"<>\s]*" target="_blank" rel="noopener noreferrer nofollow")>/g;
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), pieces => {
        const rest = renderMarkdown(pieces.join('')).replace(ours, '');
        assert.doesNotMatch(rest, /[<>"]/);
      }),
      { numRuns: 2000 },
    );
  });

  it('closes what it opens', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('*', '_', '**', '[', '](https://e.example)', 'a', ' ', '- ', '\n')),
        pieces => {
          const open: string[] = [];
          for (const [, slash, name = ''] of renderMarkdown(pieces.join('')).matchAll(/<(\/?)(?!br>)(\w+)[^>]*>/g)) {
            if (slash) assert.equal(open.pop(), name);
            else open.push(name);
          }
          assert.deepEqual(open, []);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('copes with deep nesting and endless openers', () => {
    for (const hostile of ['*a _b '.repeat(20_000), '['.repeat(40_000), '[a]('.repeat(20_000), '<at>'.repeat(20_000)]) {
      assert.equal(typeof renderMarkdown(hostile), 'string');
    }
  });
});

describe('plain text', () => {
  it('keeps line breaks, draws mentions and nothing else', () => {
    assert.equal(renderPlain('a **b**\n<at>Ada</at> <i>'), 'a **b**<br><span class="mention">Ada</span> &lt;i&gt;');
  });
});
