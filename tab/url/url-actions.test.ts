import assert from 'node:assert/strict';
import type { OldUrl, UrlState } from '../../bot/api/contract.ts';
import { byEnd, needsAttention, urlActions, worthWatching } from './url-actions.ts';

const state = (status: UrlState['status'], reason: UrlState['reason'] = null): UrlState => ({
  status,
  reason,
  deadline: null,
  refusedCalls: 0,
});

describe('what can be done about a webhook URL', () => {
  it('is Update URL for an incoming webhook and Recreate for other connectors, whatever the status', () => {
    for (const status of ['up-to-date', 'attention-required', 'waiting-for-first-message', 'expired'] as const)
      for (const regenerate of ['update', 'recreate'] as const)
        assert.equal(urlActions({ url: state(status), regenerate, replacedBy: null }).regenerate, regenerate);
  });

  it('is urgent where attention is required, and where the URL has ended', () => {
    assert.equal(needsAttention(state('attention-required', 'transition')), true);
    assert.equal(needsAttention(state('expired', 'transition')), true);
    assert.equal(needsAttention(state('waiting-for-first-message')), false);
    assert.equal(needsAttention(state('up-to-date')), false);
  });

  it('is nothing for a feed, and nothing once another connection takes its place', () => {
    const nothing = { regenerate: undefined, urgent: false, reportLeak: false };
    assert.deepEqual(urlActions({ url: null, regenerate: null, replacedBy: null }), nothing);
    const replacedBy = { id: 'c2', name: 'GitHub' };
    assert.deepEqual(
      urlActions({ url: state('attention-required', 'leaked'), regenerate: 'recreate', replacedBy }),
      nothing,
    );
  });

  it('lets a leak be reported once, while the URL works', () => {
    const leak = (url: UrlState) => urlActions({ url, regenerate: 'update', replacedBy: null }).reportLeak;
    assert.equal(leak(state('up-to-date')), true);
    assert.equal(leak(state('attention-required', 'transition')), true);
    assert.equal(leak(state('attention-required', 'leaked')), false);
    assert.equal(leak(state('expired', 'transition')), false);
  });

  it('is worth another look while the first message is awaited', () => {
    assert.equal(worthWatching(state('waiting-for-first-message')), true);
    assert.equal(worthWatching(state('up-to-date')), false);
  });
});

describe('old URLs', () => {
  it('work until their end, and not at it', () => {
    const old = (generation: number, endsAt: number): OldUrl => ({
      generation,
      createdAt: 0,
      endsAt,
      calls: 0,
      refusedCalls: 0,
      lastCall: null,
    });
    const { working, ended } = byEnd([old(3, 101), old(2, 100), old(1, 50)], 100);
    assert.deepEqual(
      [working, ended].map(urls => urls.map(url => url.generation)),
      [[3], [2, 1]],
    );
  });
});
