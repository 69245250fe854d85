import assert from 'node:assert/strict';
import { dialogLink, tabLink } from './deep-link.ts';

const teamsAppId = '6d7d1f3a-3c53-4c61-9a6e-0b7f6a0d9b11';
const channelId = '19:a b+c@thread.tacv2';
const webUrl = 'https://connectors.example.org/tab/connectors?channel=19%3Aa%20b';

describe('links into Teams', () => {
  it('lead to the tab of a channel, with its own page for clients without tabs', () => {
    const link = new URL(tabLink({ cloud: 'commercial', teamsAppId }, { channelId, webUrl }) ?? '');
    assert.equal(link.origin + link.pathname, `https://teams.microsoft.com/l/entity/${teamsAppId}/connectors`);
    assert.deepEqual(Object.fromEntries(link.searchParams), { webUrl, context: JSON.stringify({ channelId }) });
    assert.doesNotMatch(link.search, /\+/);
  });

  it('open a page in a dialog', () => {
    const dialog = { url: webUrl, title: 'Connectors for "A & B"', height: 720, width: 1000 };
    const link = new URL(dialogLink({ cloud: 'gcc', teamsAppId }, dialog) ?? '');
    assert.equal(link.origin + link.pathname, `https://teams.microsoft.com/l/task/${teamsAppId}`);
    assert.deepEqual(Object.fromEntries(link.searchParams), { ...dialog, height: '720', width: '1000' });
    assert.doesNotMatch(link.search, /\+/);
  });

  it('lead to the Teams of the cloud', () => {
    for (const [cloud, host] of [
      ['gcchigh', 'gov.teams.microsoft.us'],
      ['dod', 'dod.teams.microsoft.us'],
    ] as const)
      assert.equal(new URL(tabLink({ cloud, teamsAppId }, { channelId, webUrl }) ?? '').host, host);
  });

  it('are none where the id of the app is not known', () => {
    const options = { cloud: 'commercial', teamsAppId: undefined } as const;
    assert.equal(tabLink(options, { channelId, webUrl }), undefined);
    assert.equal(dialogLink(options, { url: webUrl, title: '', height: 1, width: 1 }), undefined);
  });
});
