import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indentJson } from './indent-json.ts';

describe('a body as it is shown', () => {
  it('is indented as JSON is elsewhere, with whatever is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        assert.equal(indentJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
      }),
    );
  });

  it('keeps long numbers, escapes and repeated names as they were received', () => {
    assert.equal(
      indentJson(String.raw`{"id":12345678901234567890,"a":1.0,"a":"é\"{"}`),
      String.raw`{
  "id": 12345678901234567890,
  "a": 1.0,
  "a": "é\"{"
}`,
    );
  });

  it('is left alone where it is no JSON', () => {
    for (const body of ['', 'payload=%7B%7D', "{'text': 'lenient'}", '{"text": "cut o'])
      assert.equal(indentJson(body), undefined);
  });
});
