import assert from 'node:assert/strict';
import { isSameScreen, type View } from './view.ts';

describe('screens', () => {
  const settings: View = { name: 'connection', connectionId: 'a', section: 'settings' };

  it('are the same for the sections of one connection', () => {
    assert.ok(isSameScreen(settings, { ...settings, section: 'url' }));
  });

  it('differ by list, connector, connection and request', () => {
    const views: View[] = [
      { name: 'all' },
      { name: 'published' },
      { name: 'configured' },
      { name: 'configure', connectorId: 'a' },
      { name: 'configure', connectorId: 'b' },
      settings,
      { ...settings, connectionId: 'b' },
      { ...settings, section: 'activity', activityId: '1' },
      { ...settings, section: 'activity', activityId: '2' },
    ];
    for (const [at, one] of views.entries())
      for (const [other, view] of views.entries()) assert.equal(isSameScreen(one, view), at === other);
  });
});
