import assert from 'node:assert/strict';
import { isSameOrigin } from './same-origin.ts';

const service = { publicUrl: 'http://localhost:3978', isLocal: true };

describe('a request of a page on this machine', () => {
  it('is of the same origin where the page is that of the host it asks', () => {
    for (const host of ['localhost:3978', '127.0.0.1:56789', '[::1]:3978'])
      assert.equal(isSameOrigin({ origin: `http://${host}`, host }, service), true, host);
  });

  it('is foreign where a name was made to lead here, or another port asks', () => {
    assert.equal(isSameOrigin({ origin: 'http://evil.example', host: 'evil.example' }, service), false);
    assert.equal(isSameOrigin({ origin: 'http://localhost:1', host: 'localhost:3978' }, service), false);
    assert.equal(
      isSameOrigin({ origin: 'http://127.0.0.1:1', host: '127.0.0.1:1' }, { ...service, isLocal: false }),
      false,
    );
  });
});
