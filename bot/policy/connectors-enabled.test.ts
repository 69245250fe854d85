import assert from 'node:assert/strict';
import { connectorsEnabled } from './connectors-enabled.ts';

const unset = { ConnectorsEnabled: null, ConnectorsEnabledForTeams: null, ConnectorsActionableMessagesEnabled: null };
const group = { ConnectorsEnabled: null };

describe('connectorsEnabled', () => {
  it('is on by default in the commercial cloud and off in the government clouds', () => {
    assert.deepEqual(connectorsEnabled('commercial', unset, group), { enabled: true });
    for (const cloud of ['gcc', 'gcchigh', 'dod'] as const)
      assert.deepEqual(connectorsEnabled(cloud, unset, group), { enabled: false, by: 'organization' });
  });

  it('is turned on in a government cloud by either switch of the organization', () => {
    assert.ok(connectorsEnabled('gcc', { ...unset, ConnectorsEnabled: true }, group).enabled);
    assert.ok(connectorsEnabled('gcc', { ...unset, ConnectorsEnabledForTeams: true }, group).enabled);
  });

  it('is off where either switch of the organization is off, whatever the group says', () => {
    const on = { ConnectorsEnabled: true };
    for (const off of [{ ConnectorsEnabled: false }, { ConnectorsEnabledForTeams: false }])
      assert.deepEqual(connectorsEnabled('commercial', { ...unset, ...off }, on), {
        enabled: false,
        by: 'organization',
      });
  });

  it('is off in a group that switched connectors off', () => {
    const off = { ConnectorsEnabled: false };
    assert.deepEqual(connectorsEnabled('commercial', unset, off), { enabled: false, by: 'group' });
  });
});
