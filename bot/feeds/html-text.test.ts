import assert from 'node:assert/strict';
import { assertLinear } from '../../test/support/linear.ts';
import { textFromHtml } from './html-text.ts';

const texts: Record<string, string> = {
  'A &amp; <b>B</b><br>C<p>D</p>': 'A & B C D',
  'List<String> and <none>': 'List<String> and <none>',
  'a < b, c > d, if a <b then': 'a < b, c > d, if a <b then',
  'if a <b then c <i>d</i>': 'if a <b then c d',
  '<img alt="a <br> b > c" src=x>Title': 'Title',
  "<a title='it is \"so\"' href=it's>Title</a>": 'Title',
  '<script>alert("</b>")</script>Title<style>a > b</style>': 'Title',
  'A<!-- not > this -->B': 'AB',
  'How to use <script> and <!-- in HTML': 'How to use <script> and <!-- in HTML',
  '<![CDATA[A & B]]> C': 'A & B C',
  '&eacute;&CounterClockwiseContourIntegral;&#146;&#x20AC;&nbsp;&unknown;': 'é∳’€ &unknown;',
  ' one\n\ttwo ': 'one two',
};

describe('textFromHtml', () => {
  for (const [html, text] of Object.entries(texts))
    it(`reads ${html.trim()}`, () => assert.equal(textFromHtml(html), text));

  it('leaves out what nobody sees', () => assert.equal(textFromHtml('A\u202eB\u0085C&#8238;D'), 'AB CD'));

  for (const piece of [
    '<a ',
    '="<a "',
    "='<a '",
    '<a ="',
    '<script>',
    '<!--',
    '<![CDATA[',
    "<a =\"'<a ='\" '",
    '&',
    '<b>',
  ])
    it(`takes as long as its text is, of “${piece}”`, () =>
      assertLinear(piece, n => `<a ${piece.repeat(n)}`.slice(0, 10_000), textFromHtml, 200));
});
