import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { suspendConnections } from '../bot/connections/reachability.ts';
import { launchBrowser } from './support/browser.ts';
import { buildPages } from './support/built-pages.ts';
import { holdMessages } from './support/hold-messages.ts';
import { type Installation, install } from './support/installation.ts';
import { openTeams } from './support/teams-page.ts';

describe('a suspended connection in the tab', function () {
  this.timeout(60_000);
  let installation: Installation;
  let browser: Browser;

  before(async function () {
    this.timeout(180_000);
    await buildPages();
    [installation, browser] = await Promise.all([install(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await installation?.close();
  });

  it('is tried again when somebody presses the button, and posts what it held', async () => {
    const { store, playground } = installation;
    const { tenantId } = playground.world;
    const channelId = playground.world.channels[1]?.id ?? '';
    const [connection] = await installation.connect({ name: 'Builds', channelId });
    const connectionId = connection?.id ?? '';
    const cause = { at: Date.now(), cause: 'refused', reason: 'Teams answered 403.' } as const;
    await suspendConnections(store, tenantId, { connectionId }, cause);

    const teams = await openTeams(browser, playground);
    await teams.channel('Builds');
    const { frame } = await teams.openConnectors();
    await frame.getByRole('button', { name: 'Add GitHub', exact: true }).waitFor();
    await frame
      .locator('html')
      .evaluate(`location.search = '?${new URLSearchParams({ channel: channelId, connection: connectionId })}'`);
    const again = frame.getByRole('button', { name: 'Try again now', exact: true });
    await again.click();
    await frame.getByText('Nothing waits to be posted.').waitFor();

    await holdMessages(store, { tenantId, channelId, connectionId }, 1);
    await again.click();
    await frame.getByText('It is tried now.').waitFor();
    await installation.posted();
    await again.waitFor({ state: 'detached' });
    assert.equal(playground.posts(channelId).length, 1);
    assert.deepEqual(teams.errors(), []);
  });
});
