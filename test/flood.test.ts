import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { blockedBy } from './support/event-loop.ts';
import { type Service, startService } from './support/service.ts';

/** How long nobody else may be held up, in milliseconds. */
const longest = 100;
const tries = 12;

describe('a connection with thousands of requests in one go', function () {
  this.timeout(60_000);
  let service: Service;
  before(async () => {
    service = await startService();
  });
  after(() => service.stop());

  for (const path of ['/healthz', '/w/nothing'])
    it(`to ${path} holds nobody up`, async () => {
      const requests = `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(60_000);
      let best = Number.POSITIVE_INFINITY;
      for (let left = tries; left > 0 && best >= longest; left -= 1)
        best = Math.min(best, await blockedBy(service.url, () => flood(requests)));
      assert.ok(best < longest, `${Math.round(best)} ms`);
    });

  /** Resolves when the service has cut the connection off. */
  function flood(requests: string): Promise<void> {
    return new Promise(resolve => {
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
      socket.on('error', () => {});
      socket.resume().once('close', () => resolve());
      socket.write(requests);
    });
  }
});
