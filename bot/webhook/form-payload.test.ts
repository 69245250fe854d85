import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formPayload } from './form-payload.ts';

const payloadOf = (body: string | Buffer, contentType: string) =>
  formPayload(Buffer.from(body), body.toString(), contentType);

/** The form as a browser or another standard client writes it. */
async function multipart(fields: [name: string, value: string | Blob][]): Promise<[Buffer, string]> {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const request = new Request('http://localhost', { method: 'POST', body: form });
  return [Buffer.from(await request.arrayBuffer()), request.headers.get('content-type') ?? ''];
}

describe('the field "payload" of a form', () => {
  it('is found in a urlencoded one', () => {
    assert.equal(payloadOf('a=1&payload=%7B%7D&b=2', 'application/x-www-form-urlencoded'), '{}');
    assert.equal(payloadOf('a=1', 'application/x-www-form-urlencoded; charset=utf-8'), undefined);
    assert.equal(payloadOf('payload=a%2', 'text/plain'), 'a%2');
  });

  it('is found in a multipart one, among other fields and files', async () => {
    const [body, contentType] = await multipart([
      ['file', new Blob([new Uint8Array(100_000)], { type: 'image/png' })],
      ['not payload', 'name="payload"'],
      ['payload', 'é\r\n\r\n--b\r\n'],
      ['payload', 'second'],
    ]);
    assert.equal(payloadOf(body, contentType), 'é\r\n\r\n--b\r\n');
  });

  it('is found whatever it says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async value => {
        fc.pre(value.isWellFormed());
        const [body, contentType] = await multipart([['payload', value]]);
        assert.equal(payloadOf(body, contentType), value.replace(/\r\n|\r|\n/g, '\r\n'));
      }),
    );
  });

  it('is found where the name has no quotes, as it should have', () => {
    const part =
      '--b\r\nContent-Type: application/json\r\nContent-Disposition: form-data; name=payload\r\n\r\n{}\r\n--b--';
    assert.equal(payloadOf(part, 'multipart/form-data; boundary=b'), '{}');
  });

  it('is missing where the form is cut off or has no boundary', () => {
    const part = '--b\r\nContent-Disposition: form-data; name="payload"\r\n\r\n{}';
    assert.equal(payloadOf(part, 'multipart/form-data; boundary=b'), undefined);
    assert.equal(payloadOf(`${part}\r\n--b--`, 'multipart/form-data'), undefined);
    assert.equal(payloadOf('', 'multipart/form-data; boundary=b'), undefined);
  });
});
