import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bodyText } from './body-text.ts';

const text = '{"text":"Zoë 😀"}';
const utf16le = (what: string) => Buffer.from(what, 'utf16le');

describe('the text of a body', () => {
  it('is UTF-8 where nothing says otherwise', () => {
    assert.equal(bodyText(Buffer.from(text), undefined), text);
    assert.equal(bodyText(Buffer.from(text), 'application/json; charset=utf8'), text);
  });

  it('comes without its byte order mark, which counts before the charset', () => {
    const marked = `\uFEFF${text}`;
    for (const bytes of [Buffer.from(marked), utf16le(marked), utf16le(marked).swap16()])
      assert.equal(bodyText(bytes, 'text/plain; charset=windows-1252'), text);
  });

  it('is read in the charset that is named', () => {
    assert.equal(bodyText(utf16le(text), 'application/json; charset=utf-16le'), text);
    assert.equal(bodyText(Buffer.from([0xe9, 0x80]), 'text/plain;charset="windows-1252"'), 'é€');
    assert.equal(bodyText(Buffer.from([0x82, 0xa0]), 'text/plain; charset=shift_jis'), 'あ');
  });

  it('is guessed to be UTF-16 where every other byte of its beginning is none', () => {
    assert.equal(bodyText(utf16le(text), undefined), text);
    assert.equal(bodyText(utf16le(text).swap16(), 'application/json; charset=utf-8'), text);
  });

  it('is Windows-1252 where it is no UTF-8', () => {
    assert.equal(bodyText(Buffer.from([0x22, 0xe9, 0x80, 0x22]), 'application/json'), '"é€"');
    assert.equal(bodyText(Buffer.from([0xe9]), 'application/json; charset=utf-8'), 'é');
  });

  it('keeps a replacement character that its sender wrote', () => {
    assert.equal(bodyText(Buffer.from('\uFFFDé'), undefined), '\uFFFDé');
  });

  it('does not mind a charset that does not exist', () => {
    assert.equal(bodyText(Buffer.from(text), 'application/json; charset=nonsense'), text);
  });

  it('is never an error, and UTF-8 always comes as it was', () => {
    fc.assert(fc.property(fc.uint8Array(), fc.string(), (bytes, type) => void bodyText(Buffer.from(bytes), type)));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), what => {
        assert.equal(bodyText(Buffer.from(`{${what}`), undefined), `{${what}`);
      }),
    );
  });
});
