import assert from 'node:assert/strict';
import { newRequestId } from './request-id.ts';

describe('a request id', () => {
  it('is a UUID of version 7', () => {
    assert.match(newRequestId(Date.now()), /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    // RFC 9562, appendix A.6: the time of its example.
    assert.match(newRequestId(0x017f22e279b0), /^017f22e2-79b0-7/);
  });

  it('is another one each time, and lies in the order of time', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => newRequestId(1_700_000_000_000 + index));
    assert.equal(new Set(ids.concat(newRequestId(1_700_000_000_000))).size, 1_001);
    assert.deepEqual(ids.toSorted(), ids);
  });
});
