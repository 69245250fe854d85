import assert from 'node:assert/strict';
import { type Installation, install } from './support/installation.ts';
import { postedText } from './support/load.ts';
import { postJson } from './support/post.ts';

describe('a service whose log nobody reads any more', function () {
  this.timeout(60_000);
  let installation: Installation;

  before(async () => {
    installation = await install();
  });
  after(() => installation.close());

  it('refuses, takes and posts as before, and ends in peace', async () => {
    const { playground } = installation;
    const [channel] = playground.world.channels;
    const [connected] = await installation.connect({ name: 'a', channelId: channel?.id ?? '' });
    assert.ok(connected);
    const service = installation.service();
    service.stopReading();
    // Each writes a line: an activity from elsewhere, and a send that fails.
    for (let count = 0; count < 20; count += 1) {
      const activity = {
        type: 'message',
        channelId: 'msteams',
        serviceUrl: 'https://elsewhere.example/',
        text: 'help',
      };
      const { status } = await postJson(`${service.url}/api/messages`, activity);
      assert.ok(status >= 400 && status < 500, String(status));
    }
    playground.faults.add({ match: { method: 'POST' }, times: 1, action: { status: 502 } });
    assert.equal((await postJson(connected.urls.short, { text: 'hello 1' })).status, 200);
    await playground.waitFor(entry => entry.outcome === 'fault');
    await playground.waitFor(entry => entry.worked && postedText(entry) === 'hello 1');
    assert.equal((await fetch(`${service.url}/healthz`)).status, 200);
    assert.equal(await service.stop(), 0);
  });
});
