import assert from 'node:assert/strict';
import { promisify } from 'node:util';
import { lookupOf } from './send-hop.ts';

describe('the lookup of a pinned connection', () => {
  const ask = (addresses: string[], options: { all?: boolean }) =>
    new Promise<unknown[]>(resolve => lookupOf(addresses)('any.example', options, (...answer) => resolve(answer)));

  it('answers with the checked addresses, however Node asks', async () => {
    const checked = ['93.184.215.14', '2606:2800::1'];
    assert.deepEqual(await ask(checked, {}), [null, '93.184.215.14', 4]);
    assert.deepEqual(await ask(checked, { all: true }), [
      null,
      [
        { address: '93.184.215.14', family: 4 },
        { address: '2606:2800::1', family: 6 },
      ],
    ]);
  });

  it('fails without one', async () => {
    await assert.rejects(promisify(lookupOf([]))('any.example', { all: true }), /no address/);
  });
});
