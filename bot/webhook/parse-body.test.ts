import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseBody } from './parse-body.ts';

const parse = (text: string, contentType?: string) => parseBody(Buffer.from(text), contentType);
const large = 'a'.repeat(64 * 1024);

describe('parsing a body', () => {
  it('takes any JSON for what it is', () => {
    fc.assert(fc.property(fc.json(), text => assert.deepEqual(parse(text), { value: JSON.parse(text) })));
  });

  it('takes the lenient form that Microsoft accepted', () => {
    for (const text of [`{'text':'a'}`, '{"text":"a",}', '{text:"a"}', '// b\n{"text":"a"}', '{"text":/* b */"a"}'])
      assert.deepEqual(parse(text), { value: { text: 'a' } }, text);
  });

  it('takes a raw line feed, tab or other control character in a string', () => {
    assert.deepEqual(parse('{"text":"a\nb\tc\r\nd\u0001"}'), { value: { text: 'a\nb\tc\r\nd\u0001' } });
    assert.deepEqual(parse("{'text':'a\nb'}"), { value: { text: 'a\nb' } });
    assert.deepEqual(parse(`{"text":"\n${large}"}`), { value: { text: `\n${large}` } });
  });

  it('keeps a backslash that begins no escape', () => {
    const texts = [
      [String.raw`C:\ 91% used on \\fs\data`, String.raw`C:\ 91% used on \fs\data`],
      [String.raw`\d+\.\d \users \u00 \x41 \v`, String.raw`\d+\.\d \users \u00 \x41 \v`],
      [String.raw`\"\u0041\n\\`, '"A\n\\'],
      [String.raw`it\'s`, "it's"],
    ];
    for (const [written, meant] of texts) {
      assert.deepEqual(parse(`{"text":"${written}\\ "}`), { value: { text: `${meant}\\ ` } });
      assert.deepEqual(parse(`{'text':'${written}\\ '}`), { value: { text: `${meant}\\ ` } });
    }
  });

  it('finds strings beside comments with quotes in them', () => {
    assert.deepEqual(parse(`// it's\n/* " */{"a":"\\ "}//'`), { value: { a: '\\ ' } });
  });

  it('takes the lenient form up to 64 KiB only, since its parser is slow', () => {
    assert.deepEqual(parse(`{'text':'${large}'}`), { refused: 'not JSON' });
    assert.deepEqual(parse(`{"text":"${large}"}`), { value: { text: large } });
  });

  it('refuses what is large and nested deeply, since any parser is slow with it', () => {
    assert.deepEqual(parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), { refused: 'not JSON' });
    const brackets = '['.repeat(100_000);
    assert.deepEqual(parse(JSON.stringify({ text: brackets })), { value: { text: brackets } });
  });

  it('tells an empty body from one that is no JSON', () => {
    for (const text of ['', ' ', '\r\n\t', '\uFEFF', '\u00a0']) assert.deepEqual(parse(text), { refused: 'empty' });
    for (const text of ['a', '{', '}', '{"a"', '<xml/>', '{"a":1}{'])
      assert.deepEqual(parse(text), { refused: 'not JSON' });
  });

  it('takes a form’s field "payload" for the body', () => {
    const form = 'application/x-www-form-urlencoded';
    assert.deepEqual(parse('a=b&payload=%7B%22text%22%3A%22a+%26%22%7D', form), { value: { text: 'a &' } });
    assert.deepEqual(parse('payload={"text":"a"}'), { value: { text: 'a' } });
    assert.deepEqual(parse('payload=', form), { refused: 'empty' });
    assert.deepEqual(parse('a=b', form), { refused: 'not JSON' });
  });

  it('takes JSON for JSON, also where the Content-Type says form', () => {
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=a'])
      assert.deepEqual(parse('{"text":"payload=1"}', type), { value: { text: 'payload=1' } });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array(), fc.string(), (bytes, type) => void parseBody(Buffer.from(bytes), type)));
  });
});
