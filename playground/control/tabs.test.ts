import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Playground, startPlayground } from '../playground.ts';
import { call } from '../testing.ts';

const tabSchema = z.looseObject({ id: z.string(), suggestedDisplayName: z.string() });
const state = z.looseObject({ channels: z.array(z.looseObject({ id: z.string(), tabs: z.array(tabSchema) })) });

const settings = {
  entityId: 'connectors',
  suggestedDisplayName: 'Connectors',
  contentUrl: 'http://localhost:3979/tab/connectors?channel=19%3Aa',
};

describe('the tabs of a channel', () => {
  let directory: string;
  let playground: Playground;
  const start = () => startPlayground({ dataFile: join(directory, 'playground.db') });
  const path = (tab = '') => `/playground/api/channels/${encodeURIComponent(playground.world.team.id)}/tabs${tab}`;
  const shown = async () => {
    const { channels } = state.parse((await call(playground, 'GET', '/playground/api/state')).body);
    return channels.map(({ tabs }) => tabs.map(({ suggestedDisplayName }) => suggestedDisplayName));
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'playground-tabs-'));
    playground = await start();
  });
  afterEach(async () => {
    await playground.close();
    rmSync(directory, { recursive: true });
  });

  it('are added, set up anew and removed', async () => {
    const { id } = tabSchema.parse((await call(playground, 'POST', path(), settings)).body);
    await call(playground, 'POST', path(), { ...settings, suggestedDisplayName: 'Another' });
    assert.deepEqual(await shown(), [['Connectors', 'Another'], [], []]);
    await call(playground, 'PUT', path(`/${id}`), { ...settings, suggestedDisplayName: 'Renamed' });
    assert.deepEqual(await shown(), [['Renamed', 'Another'], [], []]);
    assert.equal((await call(playground, 'DELETE', path(`/${id}`))).status, 204);
    assert.deepEqual(await shown(), [['Another'], [], []]);
  });

  it('are still there after a restart', async () => {
    await call(playground, 'POST', path(), settings);
    await playground.close();
    playground = await start();
    assert.deepEqual(await shown(), [['Connectors'], [], []]);
  });

  it('must be some, in a channel that there is', async () => {
    for (const contentUrl of ['javascript:alert(1)', '/tab/connectors', '']) {
      assert.equal((await call(playground, 'POST', path(), { ...settings, contentUrl })).status, 400, contentUrl);
    }
    assert.equal((await call(playground, 'PUT', path('/none'), settings)).status, 404);
    assert.equal((await call(playground, 'DELETE', path('/none'))).status, 404);
    assert.equal((await call(playground, 'POST', '/playground/api/channels/nowhere/tabs', settings)).status, 404);
  });
});
