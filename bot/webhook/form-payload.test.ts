import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertLinear } from '../../test/support/linear.ts';
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

  it('is what the URL Standard says it is, in any form', () => {
    const name = fc.constantFrom('payload', 'a', 'xpayload', 'payloadx', '', 'payload=');
    const fields = fc.array(fc.tuple(name, fc.string({ unit: 'grapheme' })));
    fc.assert(
      fc.property(fields, fc.string(), (pairs, tail) => {
        const form = `${new URLSearchParams(pairs)}&${tail}`;
        assert.equal(
          payloadOf(form, 'application/x-www-form-urlencoded') ?? null,
          new URLSearchParams(form).get('payload'),
        );
      }),
    );
  });

  it('takes a time that grows with the length only', () => {
    const type = 'application/x-www-form-urlencoded';
    for (const fragment of ['a&', 'payload', '&payloa', 'payload=&', '&', '=', '%'])
      assertLinear(
        fragment,
        n => `x&${fragment.repeat(n)}`,
        form => payloadOf(form, type),
        50_000,
      );
    assertLinear(
      'value',
      n => `payload=${'%7b+%a'.repeat(n)}`,
      form => payloadOf(form, type),
      50_000,
    );
    const head = 'Content-Disposition: form-data; name=';
    for (const fragment of [
      '--b\r\n',
      `--b\r\n${head}"a"\r\n\r\n`,
      `${head};`,
      '-',
      `--b\r\n${head}${'; '.repeat(2_000)}\r\n\r\n`,
    ])
      assertLinear(
        fragment,
        n => fragment.repeat(n / fragment.length),
        form => payloadOf(form, 'multipart/form-data; boundary=b'),
        100_000,
      );
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
