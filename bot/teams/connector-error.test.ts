import assert from 'node:assert/strict';
import { errorFromAnswer, readRetryAfter } from './connector-error.ts';

describe('what Teams answers', () => {
  const error = (status: number, body: unknown) =>
    errorFromAnswer(status, {}, typeof body === 'string' ? body : JSON.stringify(body), 0);

  it('has its code and message in `error`', () => {
    const { status, code, message, sent } = error(404, {
      error: { code: 'ConversationNotFound', message: 'Conversation not found.' },
    });
    assert.deepEqual([status, code, sent], [404, 'ConversationNotFound', true]);
    assert.equal(message, 'Teams answered 404 ConversationNotFound: Conversation not found.');
  });

  it('may have a sub-code within the message', () => {
    const message = '{ "subCode": "MessageWritesBlocked", "details": "Thread is not accessible", "errorCode": null }';
    const { code, message: text } = error(403, { errorCode: 209, message });
    assert.equal(code, 'MessageWritesBlocked');
    assert.match(text, /Thread is not accessible/);
  });

  it('may have a number as its code', () => {
    assert.equal(error(403, { errorCode: 1, message: 'No.' }).code, '1');
  });

  it('may have nothing of use', () => {
    for (const body of ['', '<html>', 'null', '[]', '{"error":"no"}', { error: { code: 5 } }]) {
      const { code, message } = error(502, body);
      assert.equal(code, undefined);
      assert.equal(message, 'Teams answered 502.');
    }
  });

  it('is cut where it is long', () => {
    assert.ok(error(400, { error: { code: 'BadSyntax', message: 'x'.repeat(10_000) } }).message.length < 600);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  const cases: [string | undefined, number | undefined][] = [
    [undefined, undefined],
    ['3', 3000],
    [' 0 ', 0],
    ['1.5', 1500],
    ['Sun, 22 Nov 2026 10:00:07 GMT', 7000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
  ];
  for (const [value, milliseconds] of cases)
    it(`"${value}" is ${milliseconds} ms`, () => assert.equal(readRetryAfter(value, now), milliseconds));
});
