import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { parseRootKeys } from '../connections/root-keys.ts';
import { webhookUrls } from '../connections/webhook-url.ts';
import { isDoubledPath, readAddress } from './address.ts';

const keys = parseRootKeys(`1:${randomBytes(32).toString('base64url')}`);
const token = { connectionId: 'ab'.repeat(12), rootKey: 1, epoch: 0, generation: 2 };
const { short, webhookb2, workflows } = webhookUrls(keys, '', token, { tenantId: 'tenant', groupId: 'group' });
const tokenOf = (path: string) => readAddress(keys, path).token;

describe('the address of a request', () => {
  it('is read in each shape', () => {
    assert.deepEqual(readAddress(keys, short), { shape: 'short', token });
    assert.deepEqual(readAddress(keys, webhookb2), { shape: 'webhookb2', token });
    assert.deepEqual(readAddress(keys, workflows), { shape: 'workflows', token });
  });

  it('may have a query, a slash at its end and, in the shape of 2021, a further V2 segment', () => {
    const spellings = [
      `${short}?a=b/c`,
      `${short}/`,
      `${webhookb2}/`,
      `${webhookb2}/V2QaKKUiGE6BMqWd-De`,
      `${webhookb2}/V2QaKKUiGE6BMqWd-De/?a`,
      webhookb2.replace('@', '%40'),
      webhookb2.replace('IncomingWebhook', 'GITHUB'),
      webhookb2.toUpperCase().replace('/WEBHOOKB2/', '/webhookb2/'),
      `${workflows}?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sig=abc`,
    ];
    for (const path of spellings) assert.deepEqual(tokenOf(path), token, path);
  });

  it('may have slashes doubled', () => {
    for (const url of [short, webhookb2, workflows]) {
      assert.deepEqual(readAddress(keys, `/${url.replaceAll('/', '//')}//?a=//b`), readAddress(keys, url));
      assert.equal(isDoubledPath(`/${url}`), true);
      assert.equal(isDoubledPath(url), false);
    }
    assert.equal(isDoubledPath('//tab/'), false);
  });

  it('has no token where segments are missing, too many or in another place', () => {
    const spellings = [
      '/',
      '/w',
      '/w/',
      `${short}/a`,
      `${short}//a`,
      `${webhookb2}/V1`,
      `${webhookb2}/V2/V2`,
      webhookb2.replace('group@tenant', 'group'),
      webhookb2.replace('group@tenant', '@'),
      webhookb2.replace('/IncomingWebhook', ''),
      workflows.replace('manual', 'other'),
      workflows.replace('/invoke', '/invoke/a'),
      workflows.replace('/triggers/manual/paths/invoke', ''),
    ];
    for (const path of spellings) assert.equal(tokenOf(path), undefined, path);
  });

  it('is never an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), path => void readAddress(keys, path)));
    fc.assert(fc.property(fc.webPath(), path => assert.equal(tokenOf(`/w${path}`), undefined)));
  });
});
