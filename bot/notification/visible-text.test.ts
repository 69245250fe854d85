import assert from 'node:assert/strict';
import { visibleLine, visibleText } from './visible-text.ts';

describe('visibleText', () => {
  it('leaves what people can see', () => {
    const text = 'Émile — «ça va» 🥰 👨‍👩‍👧 שלום\n\tindented';
    assert.equal(visibleText(text), text);
  });

  it('takes out control characters of both kinds, terminal colours and halves of characters', () => {
    assert.equal(visibleText('\u001b[31mred\u001b[0m \u009b1mbold\u0000\u007f\u0090\ud800'), 'red bold\ufffd');
  });

  it('takes out what turns the direction of the text', () => {
    assert.equal(visibleText('photo_\u202egnp.exe \u2066a\u2069 \u200fb\u200e\u061c\u202a\u202c'), 'photo_gnp.exe a b');
  });

  it('ends every line in the same way', () => {
    assert.equal(visibleText('a\r\nb\rc\u2028d\u0085e\u000cf'), 'a\nb\nc\nd\ne\nf');
  });
});

describe('visibleLine', () => {
  it('is one line', () => {
    assert.equal(visibleLine(' a\r\n b\u202e\tc '), 'a b c');
  });
});
