import assert from 'node:assert/strict';
import { deliveryIdOf } from './delivery-id.ts';

describe('the id of a delivery', () => {
  const headers = { 'x-delivery': 'of the header' };
  const bytes = Buffer.from('{}');

  it('is the header that the connector names where nothing is signed', () => {
    for (const proof of [{ verified: true }, { verified: 'nothing to verify' }] as const) {
      assert.equal(deliveryIdOf('X-Delivery', { headers, proof, bytes }), 'of the header');
      assert.equal(deliveryIdOf('X-Other', { headers, proof, bytes }), undefined);
      assert.equal(deliveryIdOf('X-Delivery', { headers: { 'x-delivery': '' }, proof, bytes }), undefined);
    }
  });

  it('is what was signed, whatever the header says', () => {
    const byId = { verified: true, signed: { id: 'signed' } } as const;
    assert.equal(deliveryIdOf('X-Delivery', { headers, proof: byId, bytes }), 'signed');
    const byBody = { verified: true, signed: 'body' } as const;
    const [one, other] = [{}, { 'x-delivery': 'another' }].map(each =>
      deliveryIdOf('X-Delivery', { headers: each, proof: byBody, bytes }),
    );
    assert.equal(one, other);
    assert.notEqual(one, deliveryIdOf('X-Delivery', { headers, proof: byBody, bytes: Buffer.from('[]') }));
  });

  it('is none where the service does not number its deliveries', () => {
    assert.equal(deliveryIdOf(undefined, { headers, proof: { verified: true, signed: 'body' }, bytes }), undefined);
  });
});
