import assert from 'node:assert/strict';
import type { Browser, FrameLocator } from 'playwright-core';
import { launchBrowser } from './support/browser.ts';
import { buildPages } from './support/built-pages.ts';
import { type Installation, install } from './support/installation.ts';
import { openTeams, type TeamsPage } from './support/teams-page.ts';

describe('the tab, when something goes wrong', function () {
  this.timeout(60_000);
  let installation: Installation;
  let browser: Browser;
  let teams: TeamsPage;
  let frame: FrameLocator;
  let address: URLSearchParams;

  before(async function () {
    this.timeout(180_000);
    await buildPages();
    [installation, browser] = await Promise.all([install(), launchBrowser()]);
    const builds = installation.playground.world.channels[1]?.id ?? '';
    const [made] = await installation.connect({ name: 'Builds', channelId: builds });
    address = new URLSearchParams({ channel: builds, connection: made?.id ?? '' });
  });

  beforeEach(async () => {
    teams = await openTeams(browser, installation.playground);
    await teams.channel('Builds');
    ({ frame } = await teams.openConnectors());
    await frame.getByRole('button', { name: 'Add GitHub', exact: true }).waitFor();
    // As a link leads to it: not from another screen.
    await frame.locator('html').evaluate(`location.search = '?${address}'`);
    await button('Webhook URL').waitFor();
  });

  afterEach(() => teams.close());

  after(async () => {
    await browser?.close();
    await installation?.close();
  });

  const heading = (name: string) => frame.getByRole('heading', { name, level: 1 });
  const button = (name: string) => frame.getByRole('button', { name, exact: true });

  it('leaves the focus where it is while one stays on a screen', async () => {
    await button('Webhook URL').click();
    await button('Copy: Webhook URL').waitFor();
    await button('Webhook URL').and(frame.locator(':focus')).waitFor();
  });

  it('keeps what it shows where the channel cannot be read anew', async () => {
    const refused = teams.page.waitForEvent('requestfailed');
    await teams.page.route(/\/api\/channels\/[^/]+$/, route => route.abort());
    await button('Pause').click();
    await refused;
    await button('Resume').click();
    await button('Pause').waitFor();
    await heading('Builds').waitFor();
    assert.ok(teams.errors().length > 0);
  });

  it('says so where a part of the page cannot be loaded, and goes on elsewhere', async () => {
    await teams.page.route(/\/activity-section/, route => route.abort());
    await button('Activity').click();
    await heading('Something went wrong').waitFor();
    await button('Load again').waitFor();
    await frame
      .getByRole('navigation')
      .getByRole('button', { name: /^Configured/ })
      .click();
    await heading('Configured').and(frame.locator(':focus')).waitFor();
    assert.ok(teams.errors().length > 0);
  });
});
