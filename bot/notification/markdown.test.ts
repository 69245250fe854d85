import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Dialect } from './dialect.ts';
import { plainText, toMarkdown } from './markdown.ts';

const MAX = 40_000;

/** Spaces that do not collapse. */
const nbsp = (count: number) => '\u00a0'.repeat(count);

/** Each row: what the sender wrote, what Teams gets. */
function expectAll(dialect: Dialect, rows: [source: string, markdown: string][]): void {
  for (const [source, markdown] of rows) assert.equal(toMarkdown(source, dialect, MAX), markdown, source);
}

describe('toMarkdown', () => {
  it('keeps what Teams renders as it is', () => {
    expectAll('markdown', [
      ['Build 42 of main failed', 'Build 42 of main failed'],
      ['**bold** *italic* _too_ [link](https://a.example/b)', '**bold** *italic* _too_ [link](https://a.example/b)'],
      ['myFirst\\_Job\\_: #167', 'myFirst_Job\\_: #167'],
      ['snake_case_name and 2 * 3', 'snake_case_name and 2 * 3'],
      ['Émile — «ça va» 🥰', 'Émile — «ça va» 🥰'],
      ['- a\n- b\n\n1. x\n2. y', '- a\n- b\n1. x\n2. y'],
      ['\u0024{name} {{name}}', '\u0024{name} {{name}}'],
    ]);
  });

  it('shows every line break, and none twice', () => {
    expectAll('markdown', [
      ['one\ntwo', 'one\n\ntwo'],
      ['one\r\n\r\n\r\ntwo\rthree', 'one\n\ntwo\n\nthree'],
      ['one<br>\ntwo<br/>three', 'one\n\ntwo\n\nthree'],
      ['text\n- a\n- b\nmore', 'text\n\n- a\n- b\n\nmore'],
      ['- a\n  goes on\n- b', '- a goes on\n- b'],
      ['* a\n  * b\n    + c\n* d', `- a\n\n${nbsp(4)}• b\n\n${nbsp(8)}• c\n\n- d`],
      ['1. a\n   1. b\n\n   goes on\n2. c', `1. a\n\n${nbsp(4)}1. b\n\n${nbsp(4)}goes on\n\n2. c`],
    ]);
  });

  it('brings headings, rules, quotations and tables down to bold lines and plain rows', () => {
    expectAll('markdown', [
      ['# Title #\ntext', '**Title**\n\ntext'],
      ['### **Bold** title', '**Bold title**'],
      ['Title\n=====\nSecond\n---\ntext', '**Title**\n\n**Second**\n\ntext'],
      ['#167 is no heading', '#167 is no heading'],
      ['a\n\n---\nb\n* * *', 'a\n\n———\n\nb\n\n———'],
      ['> said\n> > twice', '│ said\n\n│ │ twice'],
      ['| A | B |\n|---|:-:|\n| 1 | 2 |', '**A** | **B**\n\n1 | 2'],
      ['- [ ] open\n- [x] done', '- ☐ open\n- ☑ done'],
    ]);
  });

  it('shows code as the text it is', () => {
    expectAll('markdown', [
      ['run `npm *ci* <b>` now', 'run npm \\*ci\\* <b> now'],
      ['``a ` b``', 'a \\` b'],
      ['```js\nif (a < b) {\n  x[0];\n}\n```\nend', 'if (a < b) {\n\n\u00a0\u00a0x[0];\n\n}\n\nend'],
      ['~~~\n# no heading', '\\# no heading'],
      ['    indented', '\u00a0\u00a0\u00a0\u00a0indented'],
      ['<pre>a\n  b</pre>', 'a\n\n\u00a0\u00a0b'],
      ['lone ` tick', 'lone \\` tick'],
    ]);
  });

  it('lets no other address than http, https and mailto through', () => {
    expectAll('markdown', [
      ['[click](javascript:alert(1)) [f](file:///etc/passwd)', 'click f (file:///etc/passwd)'],
      ['[mail](mailto:a@b.example)', '[mail](mailto:a@b.example)'],
      ['[t](https://a.example "title")', '[t](https://a.example)'],
      ['[w](https://en.example/X_(Y))', '[w](https://en.example/X_%28Y%29)'],
      ['<https://a.example/?q=1>', '[https://a.example/?q=1](https://a.example/?q=1)'],
      ['~~gone~~ stays', 'gone stays'],
    ]);
  });

  it('reads lists that are indented as a whole, and ends them where their indentation ends', () => {
    expectAll('markdown', [
      ['Notes:\n  ### Mended\n\n  - one\n  - two\n', 'Notes:\n\n**Mended**\n\n- one\n- two'],
      ['Labels:\n - a = b\n - c = d\nSource: e', 'Labels:\n\n- a = b\n- c = d\n\nSource: e'],
      ['Steps:\n      1. one\n      2. two\n      then', 'Steps:\n\n1. one\n2. two\n\nthen'],
      [
        'Notes:\n        # Mended\n\n        - one\n          - two',
        `Notes:\n\n**Mended**\n\n- one\n\n${nbsp(4)}• two`,
      ],
      ['a<br>\n  - b<br>\n  - c', 'a\n\n- b\n- c'],
      ['\t- a\n\t- b\n\t\t- c\n\t- d', `- a\n- b\n\n${nbsp(4)}• c\n\n- d`],
      ['Hi\n\n\t1)\ta\n\t2)\tb', 'Hi\n\n1. a\n2. b'],
    ]);
  });

  it('reads lists whose lines end with <br> alone', () => {
    expectAll('markdown', [
      ['**Labels:**<br>  - a<br>  - b<br/>Source: c', '**Labels:**\n\n- a\n- b\n\nSource: c'],
      ['Steps:<br>   1. one<br />   2. two', 'Steps:\n\n1. one\n2. two'],
      ['> a<br>- b', '│ a\n\n│ \\- b'],
      ['```\na<br>- b\n```', 'a<br>- b'],
    ]);
  });

  it('ends what is bold in HTML where its end tag may be left out', () => {
    for (const dialect of ['markdown', 'html'] as const)
      expectAll(dialect, [
        ['<table><tr><th>H<th>I<tr><td>1<td>2</table>', '**H** | **I**\n\n1 | 2'],
        ['<dl><dt>T<dd>d<dt>U<dd>e</dl>x', '**T**\n\nd\n\n**U**\n\ne\n\nx'],
        ['<h1>a<h2>b</h3>c', '**a**\n\n**b**\n\nc'],
        ['<table><tr><th><b>A</b></th><td>1</td></tr></table>', '**A** | 1'],
      ]);
  });

  it('counts the items of lists that HTML has put together in other ways', () => {
    expectAll('markdown', [
      ['- a\n\n  b\n- c', `- a\n\n${nbsp(4)}b\n\n- c`],
      ['<ul><li><p>one</p></li><li></li></ul>', `- one\n- ${nbsp(1)}`],
    ]);
  });

  it('makes addresses that stand in a text links, unless they stand in code', () => {
    expectAll('markdown', [
      [
        'see https://a.example/x_(y)?b=_c_d.',
        'see [https://a.example/x\\_(y)?b=\\_c_d](https://a.example/x_%28y%29?b=_c_d).',
      ],
      ['(www.a.example)', '([www.a.example](http://www.a.example))'],
      ['https://a.example/in\\_the\\_text', '[https://a.example/in_the_text](https://a.example/in_the_text)'],
      ['`https://a.example` `curl https://a.example`', '[https://a.example](https://a.example) curl https://a.example'],
      ['```\nhttps://a.example\n```', 'https://a.example'],
      ['[https://a.example](https://a.example)', '[https://a.example](https://a.example)'],
    ]);
    expectAll('html', [
      ['<b>https://a.example?b=1&amp;c=2</b>', '[**https://a.example?b=1&c=2**](https://a.example?b=1&c=2)'],
    ]);
  });

  it('reads the links of Slack and of other angle brackets', () => {
    expectAll('markdown', [
      ['(<https://a.example/1|Open>)', '([Open](https://a.example/1))'],
      ['*<https://a.example/?b=1&amp;c=2|x &lt; y>*', '[*x < y*](https://a.example/?b=1&c=2)'],
      [
        '<me@a.example> <mailto:me@a.example>',
        '[me@a.example](mailto:me@a.example) [mailto:me@a.example](mailto:me@a.example)',
      ],
      ['[a](<https://a.example/b c>)', '[a](https://a.example/b%20c)'],
      ['<search-ms:query=x> Handle<v8::Object>', '\\<search-ms:query=x> Handle\\<v8::Object>'],
    ]);
  });

  it('writes out an address that no link of a card can lead to, or that a link hides', () => {
    expectAll('markdown', [
      ['[Job](jenkins:8080/job/1) [call](tel:+123)', 'Job (jenkins:8080/job/1) call (tel:+123)'],
      [
        '[https://good.example](https://evil.example/x)',
        '[https://good.example](https://evil.example/x) ([https://evil.example/x](https://evil.example/x))',
      ],
      [
        '[good.com/a](https://evil.example)',
        '[good.com/a](https://evil.example) ([https://evil.example](https://evil.example))',
      ],
      ['[https://a.example/b/…](https://a.example/b/c)', '[https://a.example/b/…](https://a.example/b/c)'],
      ['[](https://a.example)', '[https://a.example](https://a.example)'],
      ['[place](#here) [x](data:text/html,y)', 'place x'],
    ]);
  });

  it('reads references, and keeps what only looks like a definition', () => {
    expectAll('markdown', [
      [
        '[a][1] and [2]\n\n[1]: https://a.example\n[2]: <https://b.example> "t"',
        '[a](https://a.example) and [2](https://b.example)',
      ],
      [
        '[prod]: web-01\n[test]: https://a.example',
        '[prod\\]: web-01\n\n[test\\]: [https://a.example](https://a.example)',
      ],
      ['[//]: # (a comment)\ntext', 'text'],
    ]);
  });

  it('keeps the shape of code', () => {
    expectAll('markdown', [
      ['`  two`', `${nbsp(2)}two`],
      ['```\na\tb   c\n\td\n```', `a${nbsp(4)}b${nbsp(2)} c\n\n${nbsp(4)}d`],
      ['``Store`1`` `Store`1` Dictionary`2[K,V] List`1[T]', 'Store\\`1 Store\\`1 Dictionary\\`2[K,V] List\\`1[T]'],
      ['- a\n  ```\n  b\n  ```\n- c', `- a\n\n${nbsp(4)}b\n\n- c`],
      ['```\na\n``` b\nc', 'a\n\n\\`\\`\\` b\n\nc'],
      ['```sql\na\n```\n``` more text\nb\n```', 'a\n\nmore text\n\nb'],
    ]);
  });

  it('shows what is escaped as it was written', () => {
    expectAll('markdown', [
      ['&amp;lt; `&lt;b&gt;` &#146; &hellip;', '\\&lt; \\&lt;b\\&gt; ’ …'],
      ['| a | b |\n|---|---|\n| - | 5 |\n| x \\| y | z | more |', '**a** | **b**\n\n\\- | 5\n\nx | y | z | more'],
      [
        '**one\ntwo** [three\nfour](https://a.example) five\\\nsix',
        '**one**\n\n**two** [three four](https://a.example) five\n\nsix',
      ],
      ['Wow![x](y) 5 * 6 snake_case [x] ~/a', 'Wowx (y) 5 * 6 snake_case [x] ~/a'],
    ]);
  });

  it('reads Markdown inside HTML, beside it and after an empty line in it', () => {
    expectAll('markdown', [
      [
        '<details>\n<summary>Notes</summary>\n<blockquote>\n\n## 1.2\n- **x** [y](https://a.example)\n\n</blockquote>\n</details>\n\nend',
        'Notes\n\n│ **1.2**\n\n│ • **x** [y](https://a.example)\n\nend',
      ],
      ['<div>\n\n    <p>**a** b</p>\n</div>', '**a** b'],
      ['<div>\n* a\n* b\n</div>', '- a\n- b'],
      ['<pre><code>a\n\n  b</code></pre>', `a\n\n${nbsp(2)}b`],
    ]);
  });

  it('shows every element of HTML as its text', () => {
    expectAll('html', [
      ['<menu><li>a</menu><dialog open>b</dialog><select><option>c<option>d</select>', '- a\n\nb\n\nc\n\nd'],
      ['<ruby>漢<rt>kan</rt></ruby> <data value=1>e</data> <output>f</output>', '漢kan e f'],
      ['<b>Note:</b>text and <i>a<b>b</b></i>', '**Note**:text and *a*\u200b***b***'],
      [
        '<iframe src="https://a.example/v"></iframe><pre>a <a href="https://b.example">b</a></pre>',
        '[https://a.example/v](https://a.example/v)\n\na b (https://b.example)',
      ],
    ]);
  });

  it('puts pictures into paragraphs of their own', () => {
    expectAll('markdown', [
      [
        'Load: ![Graph of \\[1\\]](https://a.example/g.png) now',
        'Load:  now\n\n![Graph of \\[1\\]](https://a.example/g.png)',
      ],
      ['a\n![](https://a.example/g.png?x=1)\nb', 'a\n\n![](https://a.example/g.png?x=1)\n\nb'],
      ['<img src="https://a.example/i.png" alt="Chart">', '![Chart](https://a.example/i.png)'],
      [
        '[![Chart](https://a.example/i.png)](https://b.example)',
        '[![Chart](https://a.example/i.png)](https://b.example)',
      ],
    ]);
  });

  it('says instead of a picture what it shows, where it cannot be drawn', () => {
    expectAll('markdown', [
      ['![QR code](data:image/png;base64,AAAA) ![](data:image/png;base64,AAAA)x', 'QR code x'],
      ['![Chart](docs/chart.png)', 'Chart (docs/chart.png)'],
      ['[![Build](https://a.example/b.svg)](https://b.example)', '[Build](https://b.example)'],
      ['# Title ![Chart](https://a.example/i.png)', '**Title** [**Chart**](https://a.example/i.png)'],
      ['<img src="https://a.example/i.png" alt=""> <img src="https://a.example/ok.png" alt="ok" width="16">', 'ok'],
    ]);
  });

  it('reads HTML between Markdown', () => {
    expectAll('markdown', [
      ['<b>Bold</b> and <i> it </i>.', '**Bold** and  *it* .'],
      ['<strong><em>both</em></strong>', '***both***'],
      ['<b>one<br>two</b>', '**one**\n\n**two**'],
      ['<a href="https://a.example/?a=1&amp;b=2">x</a>', '[x](https://a.example/?a=1&b=2)'],
      ["<a href='javascript:x()'>plain</a>", 'plain'],
      [
        '<ul>\n<li>one</li>\n<li>two<ol><li>deep</li></ol></li>\n</ul>after',
        `- one\n- two\n\n${nbsp(4)}1. deep\n\nafter`,
      ],
      ['<p>a\nb</p><p>c</p>', 'a b\n\nc'],
      ['<h2>Head</h2>text', '**Head**\n\ntext'],
      ['<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>', '**A** | **B**\n\n1 | 2'],
      ['<blockquote>q<br>r</blockquote>', '│ q\n\n│ r'],
      ['a<!-- hidden -->b<script>alert(1)</script>c<style>p{}</style>', 'abc'],
      ['<s>old</s> <u>new</u> <span style="x">s</span>', 'old new s'],
      ['<at>Bob</at>', 'Bob'],
    ]);
  });

  it('keeps as text what looks like HTML but is none', () => {
    expectAll('markdown', [
      ['List<String> of <none>', 'List<String> of <none>'],
      ['a < b && c > d', 'a < b && c > d'],
      ['<script>never closed', '<script>never closed'],
      ['<b', '<b'],
      ['&notanentity; &', '&notanentity; &'],
    ]);
  });

  it('decodes character references, and what they stand for means nothing', () => {
    expectAll('markdown', [
      ['a &amp; b &lt;b&gt; &#42;x&#42; &#x1F600; &eacute;', 'a & b <b> \\*x\\* 😀 é'],
      ['&#0;&#xD800;', '\ufffd\ufffd'],
    ]);
  });

  it('takes Markdown characters literally where only HTML is expected', () => {
    expectAll('html', [
      ['*a* _b_ [c](https://d.example) `e`', '\\*a\\* \\_b\\_ [c\\]([https://d.example](https://d.example)) \\`e\\`'],
      ['# no heading\n- no list\n1. none', '\\# no heading\n\n\\- no list\n\n1\\. none'],
      ['<b>x*y</b> snake_case', '**x\\*y** snake_case'],
      ['a<br>\nb\nc', 'a\n\nb c'],
    ]);
  });

  it('keeps date macros and mentions of Adaptive Cards from working', () => {
    assert.doesNotMatch(toMarkdown('{{DATE(2017-02-14T06:08:39Z, SHORT)}}', 'markdown', MAX), /\{\{DATE/);
    assert.doesNotMatch(toMarkdown('&lt;at&gt;x {{time(2017)}}', 'html', MAX), /\{\{time/i);
  });

  it('removes terminal colours, control characters and halves of characters', () => {
    expectAll('markdown', [
      ['\u001b[31mred\u001b[0m\u0000 \ud800x', 'red \ufffdx'],
      ['\ufefftext\u0007', 'text'],
    ]);
  });

  it('never cuts silently, nor inside a character', () => {
    assert.equal(toMarkdown(` ${'𐀀'.repeat(6)}`, 'markdown', 11), '𐀀𐀀…');
    const text = fc.string({ unit: fc.constantFrom('a', 'aaaa', ' ', '    ', '\n', '𐀀', '*', '- '), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.constantFrom<Dialect>('markdown', 'html'), fc.integer({ min: 10, max: 60 }), (...given) => {
        const markdown = toMarkdown(...given);
        const letters = (value: string) => value.split('a').length;
        assert.ok(markdown.includes('…') || letters(markdown) === letters(given[0]), markdown);
        assert.ok(markdown.isWellFormed());
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws, never exceeds the limit, and lets no dangerous link through, whatever the text', () => {
    const fragment = fc.constantFrom(
      ...['<', '>', '</', '<b>', '</b>', '<a href="javascript:x">', '</a>', '[', '](', ')', '![', '*', '**', '_', '`'],
      ...[
        '```',
        '\n',
        '\n\n',
        '\\',
        '&',
        '&lt;',
        '&#x',
        '<li>',
        '<ul>',
        '</ul>',
        '<pre>',
        '|',
        '|-|',
        '~~',
        '# ',
        '> ',
      ],
      ...[
        '- ',
        '1. ',
        'javascript:',
        'https://a.example',
        ' ',
        '{{DATE(',
        '😀',
        '\u0301',
        '\ud800',
        '<!--',
        '<script>',
      ],
    );
    const text = fc.array(fc.oneof(fragment, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 60 });
    fc.assert(
      fc.property(
        text,
        fc.constantFrom<Dialect>('markdown', 'html'),
        fc.integer({ min: 10, max: 300 }),
        (parts, dialect, max) => {
          const markdown = toMarkdown(parts.join(''), dialect, max);
          assert.ok(markdown.length <= max);
          assert.ok(markdown.isWellFormed());
          assert.doesNotMatch(markdown, /(?<!\\)\[[^[\]]*(?<!\\)\]\((?!https?:|mailto:)[^()]*\)/i);
          plainText(markdown, 50);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('plainText', () => {
  it('gives the words of a text on one line', () => {
    assert.equal(
      plainText('**Bold** [l](https://a.example) my_name _it_ \\*x\\*\n\n- a', 200),
      'Bold l my_name it *x* a',
    );
  });
});
