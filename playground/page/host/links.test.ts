import assert from 'node:assert/strict';
import { ownPage } from './own-page.ts';
import { readTeamsLink } from './teams-link.ts';

const origin = 'http://localhost:3979';

describe('a page of the app', () => {
  it('is opened under the playground’s own origin, whoever names it', () => {
    assert.equal(ownPage('http://localhost:3978/tab/x?a=1#b', origin), `${origin}/tab/x?a=1#b`);
    assert.equal(ownPage('https://connectors.contoso.example/tab/connectors', origin), `${origin}/tab/connectors`);
    assert.equal(ownPage('/tab/connectors?channel=19%3Aa', origin), `${origin}/tab/connectors?channel=19%3Aa`);
  });

  it('is nothing else', () => {
    for (const address of [
      'javascript:alert(1)//tab/',
      'data:text/html,/tab/',
      'https://example.com/',
      'https://example.com/tab/../login/',
      '/playground/api/state',
      '/tab',
      'http://',
      '',
    ]) {
      assert.equal(ownPage(address, origin), undefined, address);
    }
  });
});

describe('a link into Teams', () => {
  it('leads to a tab, with its channel and what is meant within it', () => {
    const context = encodeURIComponent(JSON.stringify({ channelId: '19:b@thread.tacv2', subEntityId: 'c1' }));
    const webUrl = encodeURIComponent('https://connectors.example/tab/connectors');
    const link = `https://teams.microsoft.com/l/entity/app-id/connectors?webUrl=${webUrl}&context=${context}`;
    assert.deepEqual(readTeamsLink(link), {
      to: 'tab',
      entityId: 'connectors',
      channelId: '19:b@thread.tacv2',
      subEntityId: 'c1',
      webUrl: 'https://connectors.example/tab/connectors',
    });
    for (const broken of ['{', '%7B%22channelId%22%3A7%7D', ''])
      assert.deepEqual(readTeamsLink(`https://teams.cloud.microsoft/l/entity/a/b?context=${broken}`), {
        to: 'tab',
        entityId: 'b',
      });
  });

  it('leads to a dialog, or to a channel', () => {
    const link =
      'https://teams.microsoft.com/l/task/app?url=https%3A%2F%2Fa%2Ftab%2Fx&title=Hi%20there&width=600&height=large';
    assert.deepEqual(readTeamsLink(link), {
      to: 'dialog',
      url: 'https://a/tab/x',
      title: 'Hi there',
      width: 600,
      height: 'large',
    });
    assert.deepEqual(readTeamsLink('https://teams.microsoft.com/l/channel/19%3Ab%40thread.tacv2/Builds?groupId=g'), {
      to: 'channel',
      channelId: '19:b@thread.tacv2',
    });
  });

  it('leads nowhere when it is none', () => {
    for (const address of [
      'https://teams.example.com/l/entity/a/b',
      'http://teams.microsoft.com/l/entity/a/b',
      'https://teams.microsoft.com/l/entity/a',
      'https://teams.microsoft.com/l/task/a',
      'https://teams.microsoft.com/l/meetup-join/a',
      'https://teams.microsoft.com/',
      'mailto:a@b.example',
      '',
    ]) {
      assert.equal(readTeamsLink(address), undefined, address);
    }
  });
});
