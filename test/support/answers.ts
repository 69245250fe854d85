import assert from 'node:assert/strict';
import type { WebhookUrls } from '../../bot/connections/webhook-url.ts';
import { type Answered, type Sent, send } from './post.ts';

export const shapes = ['short', 'webhookb2', 'workflows'] as const;

const requestId = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** Sends a request and holds what every answer has, whatever it says. Answers status and body. */
export async function answer(url: string, sent?: Sent): Promise<string> {
  return check(await send(url, sent));
}

/** The answers of all three shapes of a URL. */
export function answers(urls: WebhookUrls, sent: Sent = { body: '{"text":"a"}' }): Promise<string[]> {
  return Promise.all(shapes.map(shape => answer(urls[shape], sent)));
}

/** The same answer of each shape. */
export const all = (reply: string) => shapes.map(() => reply);

function check({ status, headers, body }: Answered): string {
  assert.equal(headers['content-type'], 'text/plain; charset=utf-8');
  assert.match(String(headers['request-id']), requestId);
  assert.equal(headers['retry-after'] !== undefined, status === 429 || status === 503, `Retry-After of a ${status}`);
  if (status === 429 || status === 503) assert.match(String(headers['retry-after']), /^[1-9]\d*$/);
  return `${status} ${body}`;
}
