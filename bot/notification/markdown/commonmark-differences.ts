/** Examples of CommonMark, by their number, of which a card deliberately shows less; `lost` is what is missing. */
export const wordDifferences: { readonly [example: string]: { lost: string; reason: string } } = {
  110: {
    lost: 'a',
    reason: 'A text that is indented as a whole, with lists in it, was indented by a script: no code.',
  },
  161: { lost: 'c', reason: 'HTML ends with its tag, so what follows is a fence; its language is not shown.' },
  184: { lost: 'div', reason: 'An indented tag inside HTML is meant as one.' },
  191: { lost: 'td', reason: 'An indented tag inside HTML is meant as one.' },
  289: { lost: '1', reason: 'As in 110; the number is the one of the item.' },
  501: { lost: '#fragment', reason: 'A place in the text itself is no address outside of it.' },
};

/** Examples whose lists have more or fewer items in a card. */
export const listDifferences: { readonly [example: string]: { more: number; reason: string } } = {
  313: { more: 1, reason: 'Code, which happens to look like an item and is shown as it stands.' },
};

/** What GitHub Flavored Markdown adds, in examples of our own: name, Markdown, HTML. */
export const gfmExamples: readonly [name: string, markdown: string, html: string][] = [
  [
    'table',
    '| foo | bar |\n| --- | --- |\n| baz | bim |\n',
    '<table><tr><th>foo</th><th>bar</th></tr><tr><td>baz</td><td>bim</td></tr></table>',
  ],
  [
    'table, aligned',
    '| abc | defghi |\n:-: | -----------:\nbar | baz\n',
    '<table><tr><th>abc</th><th>defghi</th></tr><tr><td>bar</td><td>baz</td></tr></table>',
  ],
  [
    'table, bar in a cell',
    '| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n',
    '<table><tr><th>f|oo</th></tr><tr><td>b <code>|</code> az</td></tr><tr><td>b <strong>|</strong> im</td></tr></table>',
  ],
  [
    'table, ended by a quotation',
    '| abc | def |\n| --- | --- |\n| bar | baz |\n> quote\n',
    '<table><tr><th>abc</th><th>def</th></tr><tr><td>bar</td><td>baz</td></tr></table><blockquote><p>quote</p></blockquote>',
  ],
  [
    'table, then a paragraph',
    '| abc | def |\n| --- | --- |\n| bar | baz |\n\nlater\n',
    '<table><tr><th>abc</th><th>def</th></tr><tr><td>bar</td><td>baz</td></tr></table><p>later</p>',
  ],
  ['no table', '| abc | def |\n| --- |\n| bar |\n', '<p>| abc | def |\n| --- |\n| bar |</p>'],
  [
    'table, cells too few and too many',
    '| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n',
    '<table><tr><th>abc</th><th>def</th></tr><tr><td>bar</td></tr><tr><td>bar</td><td>baz</td><td>boo</td></tr></table>',
  ],
  [
    'table, a dash in a cell',
    '| a | b |\n|---|---|\n| - | 5 |\n| + | 6 |\n',
    '<table><tr><th>a</th><th>b</th></tr><tr><td>-</td><td>5</td></tr><tr><td>+</td><td>6</td></tr></table>',
  ],
  ['table without rows', '| abc | def |\n| --- | --- |\n', '<table><tr><th>abc</th><th>def</th></tr></table>'],
  [
    'table in an item',
    '- one\n\n  | abc | def |\n  | --- | --- |\n  | bar | baz |\n- two\n',
    '<ul><li>one<table><tr><th>abc</th><th>def</th></tr><tr><td>bar</td><td>baz</td></tr></table></li><li>two</li></ul>',
  ],
  ['tasks', '- [ ] foo\n- [x] bar\n', '<ul><li>foo</li><li>bar</li></ul>'],
  [
    'tasks, nested',
    '- [x] foo\n  - [ ] bar\n  - [x] baz\n- [ ] bim\n',
    '<ul><li>foo<ul><li>bar</li><li>baz</li></ul></li><li>bim</li></ul>',
  ],
  ['struck out', '~~Hi~~ Hello, ~there~ world!\n', '<p><del>Hi</del> Hello, <del>there</del> world!</p>'],
  [
    'struck out, but not over paragraphs',
    'This ~~has a\n\nnew paragraph~~.\n',
    '<p>This ~~has a</p><p>new paragraph~~.</p>',
  ],
  ['address', 'www.commonmark.org\n', '<p><a href="http://www.commonmark.org">www.commonmark.org</a></p>'],
  [
    'address in a sentence',
    'Visit www.commonmark.org/help for more information.\n',
    '<p>Visit <a href="http://www.commonmark.org/help">www.commonmark.org/help</a> for more information.</p>',
  ],
  [
    'addresses that end a sentence',
    'Visit www.commonmark.org.\n\nVisit www.commonmark.org/a.b.\n',
    '<p>Visit <a href="http://www.commonmark.org">www.commonmark.org</a>.</p><p>Visit <a href="http://www.commonmark.org/a.b">www.commonmark.org/a.b</a>.</p>',
  ],
  [
    'addresses and brackets',
    'www.google.com/search?q=Markup+(business)\n\nwww.google.com/search?q=Markup+(business)))\n\n(www.google.com/search?q=Markup+(business))\n',
    '<p><a href="http://www.google.com/search?q=Markup+(business)">www.google.com/search?q=Markup+(business)</a></p>',
  ],
  [
    'addresses with more than a path',
    'http://commonmark.org\n\n(Visit https://encrypted.google.com/search?q=Markup+(business))\n',
    '<p><a href="http://commonmark.org">http://commonmark.org</a></p><p>(Visit <a href="https://encrypted.google.com/search?q=Markup+(business)">https://encrypted.google.com/search?q=Markup+(business)</a>)</p>',
  ],
  [
    'address before <',
    'www.commonmark.org/he<lp\n',
    '<p><a href="http://www.commonmark.org/he">www.commonmark.org/he</a>&lt;lp</p>',
  ],
  [
    'mail',
    'foo@bar.baz and <foo@bar.example>\n',
    '<p>foo@bar.baz and <a href="mailto:foo@bar.example">foo@bar.example</a></p>',
  ],
];
