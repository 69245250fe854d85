import assert from 'node:assert/strict';
import { verifySent } from '../../../test/support/sender-request.ts';

const gitlab = { kind: 'token', header: 'X-Gitlab-Token' };
const bearer = { kind: 'token', header: 'Authorization', prefix: 'Bearer ' };

describe('a token in a header', () => {
  const verify = async (format: object, secret: string, headers: Record<string, string>) =>
    (await verifySent(format, { secret, headers, body: '{}' })).verified;

  it('is taken if it is the secret', async () => {
    assert.equal(await verify(gitlab, 'glpat 1', { 'X-Gitlab-Token': 'glpat 1' }), true);
    assert.equal(await verify(bearer, 'abc', { Authorization: 'Bearer abc' }), true);
    assert.equal(await verify(bearer, 'abc', { Authorization: 'bearer abc' }), true);
  });

  it('is taken beyond ASCII, as its UTF-8 bytes come over the wire', async () => {
    const asNodeHasIt = Buffer.from('clé secrète').toString('latin1');
    assert.equal(await verify(gitlab, 'clé secrète', { 'X-Gitlab-Token': asNodeHasIt }), true);
  });

  for (const token of ['', 'glpat', 'glpat 2', 'glpat 1 ', 'GLPAT 1', 'glpat 1, glpat 1', 'é', '\u20ac'])
    it(`is refused if it is ${JSON.stringify(token)}`, async () => {
      assert.equal(await verify(gitlab, 'glpat 1', { 'X-Gitlab-Token': token }), false);
    });

  it('is refused under another scheme, in another header, and if it is missing', async () => {
    assert.equal(await verify(bearer, 'abc', { Authorization: 'Basic abc' }), false);
    assert.equal(await verify(bearer, 'abc', { Authorization: 'abc' }), false);
    assert.equal(await verify(bearer, 'abc', { 'X-Authorization': 'Bearer abc' }), false);
    assert.equal(await verify(bearer, 'abc', {}), false);
  });
});
