import assert from 'node:assert/strict';
import { addressOf, parentOf, readAddress } from './address.ts';
import type { View } from './view.ts';

const channel = '19:abc@thread.tacv2';

const views: View[] = [
  { name: 'all' },
  { name: 'published' },
  { name: 'configured' },
  { name: 'configure', connectorId: 'github' },
  { name: 'connection', connectionId: 'a b&c', section: 'settings' },
  { name: 'connection', connectionId: 'x', section: 'activity', activityId: '7' },
];

describe("the page's address", () => {
  for (const view of views)
    it(`keeps the screen ${JSON.stringify(view)} and the channel over a reload`, () => {
      const url = new URL(addressOf(view, channel), 'https://a.example');
      const address = readAddress(url.pathname, url.search);
      assert.deepEqual(address.view, view);
      assert.equal(address.channelId, channel);
      assert.equal(address.page, 'connectors');
    });

  it('names the page', () => {
    assert.equal(readAddress('/tab/update-url', '?channel=c&connection=x').page, 'update-url');
    assert.equal(readAddress('/tab/update-url', '?channel=c&connection=x').connectionId, 'x');
    assert.equal(readAddress('/tab/configure', '').page, 'configure');
    assert.equal(readAddress('/tab/remove', '').page, 'remove');
  });

  it('leads to the catalogue when it says nothing that is known', () => {
    assert.deepEqual(readAddress('/tab/', '?view=nonsense&section=url'), {
      page: 'connectors',
      channelId: undefined,
      view: { name: 'all' },
      connectionId: undefined,
    });
    assert.deepEqual(readAddress('/tab/connectors', '?connection=x&section=nonsense').view, {
      name: 'connection',
      connectionId: 'x',
      section: 'settings',
    });
  });

  it('has a list to go back to for every screen', () => {
    assert.deepEqual(parentOf({ name: 'configure', connectorId: 'x' }), { name: 'all' });
    assert.deepEqual(parentOf({ name: 'connection', connectionId: 'x', section: 'url' }), { name: 'configured' });
    assert.deepEqual(parentOf({ name: 'connection', connectionId: 'x', section: 'activity', activityId: '7' }), {
      name: 'connection',
      connectionId: 'x',
      section: 'activity',
    });
  });
});
