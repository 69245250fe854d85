import assert from 'node:assert/strict';
import type { ConnectionDetail, SettingValues } from '../../bot/api/contract.ts';
import { carryOver, changesOf, draftOf } from './draft.ts';

function connection(name: string, settings: SettingValues, pictureUrl: string | null = null): ConnectionDetail {
  return {
    id: 'c1',
    name,
    pictureUrl,
    connector: { id: 'github', name: 'GitHub', icon: null, kind: 'webhook' },
    addedBy: null,
    addedAt: 0,
    lastMessageAt: null,
    status: 'active',
    statusReason: null,
    url: null,
    channelId: '19:a@thread.tacv2',
    settings,
    connectorVersion: null,
    regenerate: 'recreate',
    replaces: null,
    replacedBy: null,
    failed: 0,
    leftOut: null,
    version: 1,
  };
}

describe('the draft of a connection', () => {
  const base = connection('Builds', { branches: ['main'], events: ['push'] });

  it('has nothing to save as long as nothing was changed', () => {
    assert.equal(changesOf(base, draftOf(base)), undefined);
    assert.equal(changesOf(base, { ...draftOf(base), name: ' Builds ' }), undefined);
    const reordered = { events: ['push'], branches: ['main'] };
    assert.equal(changesOf(base, { ...draftOf(base), settings: reordered }), undefined);
  });

  it('saves what was changed, and nothing else', () => {
    assert.deepEqual(changesOf(base, { ...draftOf(base), name: 'Deployments' }), { name: 'Deployments' });
    const events = { branches: ['main'], events: ['push', 'release'] };
    assert.deepEqual(changesOf(base, { ...draftOf(base), settings: events }), { settings: events });
  });

  it('takes the picture away where its address was emptied', () => {
    const pictured = connection('Builds', {}, 'https://example.com/a.png');
    assert.deepEqual(changesOf(pictured, { ...draftOf(pictured), pictureUrl: '' }), { pictureUrl: null });
  });

  it('keeps what was typed and takes the rest from what somebody else has saved', () => {
    const typed = { ...draftOf(base), name: 'My builds', settings: { branches: ['main', 'next'], events: ['push'] } };
    const theirs = connection('Their builds', { branches: ['release'], events: ['push', 'release'], secret: '•••' });
    const carried = carryOver(typed, base, theirs);
    assert.deepEqual(carried, {
      name: 'My builds',
      pictureUrl: '',
      settings: { branches: ['main', 'next'], events: ['push', 'release'], secret: '•••' },
    });
    assert.deepEqual(changesOf(theirs, carried), { name: 'My builds', settings: carried.settings });
  });

  it('lets go of a setting that either side has emptied', () => {
    const theirs = connection('Builds', { events: ['push'] });
    assert.deepEqual(carryOver(draftOf(base), base, theirs).settings, { events: ['push'] });
    const emptied = { ...draftOf(base), settings: { branches: ['main'] } };
    assert.deepEqual(carryOver(emptied, base, base).settings, { branches: ['main'] });
  });
});
