import assert from 'node:assert/strict';
import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser } from './support/browser.ts';
import { buildPages } from './support/built-pages.ts';
import { curl } from './support/curl.ts';
import { type Installation, install } from './support/installation.ts';
import { step } from './support/step.ts';
import { openTeams, type TeamsPage } from './support/teams-page.ts';

const buildFailed = { title: 'Build failed: storefront', text: '3 of 418 tests failed on **main**.' };

/** The whole way of somebody who adds a connector, and of those who come after: in a real browser, in the playground. */
describe('the tab', function () {
  this.timeout(60_000);
  let installation: Installation;
  let browser: Browser;
  let teams: TeamsPage;

  before(async function () {
    this.timeout(180_000);
    await buildPages();
    [installation, browser] = await Promise.all([install(), launchBrowser()]);
  });

  beforeEach(async () => {
    teams = await openTeams(browser, installation.playground);
    await teams.channel('Builds');
  });

  afterEach(async () => {
    const errors = teams.errors();
    await teams.close();
    assert.deepEqual(errors, []);
  });

  after(async () => {
    await browser?.close();
    await installation?.close();
  });

  const heading = (frame: FrameLocator, name: string | RegExp): Locator =>
    frame.getByRole('heading', { name, level: 1 });
  const button = (frame: FrameLocator, name: string): Locator => frame.getByRole('button', { name, exact: true });
  /** Opens the list of what is configured in the channel, from its More options. */
  async function openConfigured(): Promise<FrameLocator> {
    const { frame } = await teams.openConnectors();
    await frame
      .getByRole('navigation')
      .getByRole('button', { name: /^Configured/ })
      .click();
    await heading(frame, 'Configured').waitFor();
    return frame;
  }
  const channelId = () => installation.playground.world.channels[1]?.id ?? '';
  /** An incoming webhook of the channel Builds; how it is added, the first test shows. */
  async function connect(name: string): Promise<{ id: string; url: string }> {
    const [made] = await installation.connect({ name, channelId: channelId() });
    assert.ok(made);
    return { id: made.id, url: made.urls.short };
  }
  /** Adds one as that person. Answers its webhook URL. */
  async function addAs(userId: string, name: string): Promise<string> {
    const { url } = installation.playground;
    const sso = await fetch(`${url}/playground/api/sso-token?user=${userId}`);
    const { token } = z.object({ token: z.string() }).parse(await sso.json());
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ connector: 'incoming-webhook', name });
    const made = await fetch(`${url}/api/channels/${encodeURIComponent(channelId())}/connections`, {
      method: 'POST',
      headers,
      body,
    });
    const { id } = z.object({ id: z.string() }).parse(await made.json());
    const shown = await fetch(`${url}/api/connections/${id}/url`, { headers });
    return z.object({ url: z.string() }).parse(await shown.json()).url;
  }
  const save = async (frame: FrameLocator) => {
    await button(frame, 'Save').click();
    await frame.getByText('Saved.', { exact: true }).waitFor();
  };

  it('leads from More options to a connection, which others change and remove', async function () {
    this.timeout(180_000);
    let url = '';
    await step('leads from More options to a connection: name, preview, URL', async () => {
      const { frame } = await teams.openConnectors();
      await frame.getByRole('searchbox', { name: 'Search connectors' }).fill('incoming');
      await button(frame, 'Add Incoming Webhook').click();
      await heading(frame, 'Add Incoming Webhook').waitFor();
      await frame.getByRole('textbox', { name: 'Name' }).fill('Build server');
      await frame.getByLabel('Sample').selectOption({ label: 'Message card build failed' });
      // The preview has the name that was typed, over the sample's title.
      await frame.getByText('Build server', { exact: true }).waitFor();
      await frame.getByText('Build failed: storefront #1482').waitFor();
      await button(frame, 'Save').click();
      await heading(frame, '“Build server” is configured').waitFor();
      await button(frame, 'Copy: Webhook URL').click();
      await frame.getByRole('status').getByText('Copied').waitFor();
      url = String(await teams.page.evaluate('navigator.clipboard.readText()'));
      assert.match(url, /^http:\/\/localhost:\d+\/w\/[\w-]{43}$/);
      // The guide has it, too.
      await frame.getByText(url).nth(1).waitFor();
      await button(frame, 'Done').click();
      await button(frame, 'Manage Build server').waitFor();
      assert.deepEqual(teams.errors(), []);
    });

    await step('shows what curl posts as a card in the channel, and in Activity with its body and card', async () => {
      assert.equal(await curl(url, buildFailed), '1 200');
      const { frame } = teams.app();
      await button(frame, 'Manage Build server').click();
      await frame.getByRole('button', { name: 'Activity' }).click();
      await frame.getByRole('listitem').filter({ hasText: 'Posted' }).getByText('Build failed: storefront').click();
      await heading(frame, /^Request of /).waitFor();
      await frame.getByText('"text": "3 of 418 tests failed on **main**."').waitFor();
      await frame.getByText('3 of 418 tests failed on main.').waitFor();
      await teams.app().close();
      const card = teams.page.getByRole('article').filter({ hasText: 'Build failed: storefront' });
      await card.getByText('Build server').waitFor();
      assert.equal(await card.locator('strong').innerText(), 'main');
      assert.deepEqual(teams.errors(), []);
    });

    await step('adds a GitHub connection with a secret and chosen events', async () => {
      const { frame } = await teams.openConnectors();
      await button(frame, 'Add GitHub').click();
      await frame.getByLabel('Secret', { exact: true }).fill('correct horse');
      await frame.getByRole('textbox', { name: 'Branches' }).fill('main');
      await frame.getByText('Failed', { exact: true }).click();
      await button(frame, 'Choose none').click();
      await frame.getByRole('checkbox', { name: 'Pushes', exact: true }).check();
      await button(frame, 'Save').click();
      await heading(frame, '“GitHub” is configured').waitFor();
      await button(frame, 'Done').click();
      await button(frame, 'Manage GitHub').click();
      assert.equal(await frame.getByRole('textbox', { name: 'Branches' }).inputValue(), 'main');
      for (const name of ['Failed', 'Pushes'])
        assert.ok(await frame.getByRole('checkbox', { name, exact: true }).isChecked(), name);
      await frame.getByRole('group', { name: 'Events (1 of 76)' }).waitFor();
      assert.notEqual(await frame.getByLabel('Secret', { exact: true }).inputValue(), 'correct horse');
      await teams.app().close();
      assert.deepEqual(teams.errors(), []);
    });

    await step('lets another member change and remove what somebody else added, after a question', async () => {
      await teams.choose('You are', 'Bea Member');
      const frame = await openConfigured();
      await frame.getByText('Added by Ada Owner').first().waitFor();
      await button(frame, 'Manage Build server').click();
      await frame.getByRole('textbox', { name: 'Name' }).fill('Storefront builds');
      await save(frame);
      await heading(frame, 'Storefront builds').waitFor();
      await frame
        .getByRole('navigation')
        .getByRole('button', { name: /^Configured/ })
        .click();
      await button(frame, 'Manage GitHub').click();
      await button(frame, 'Remove …').click();
      const question = frame.getByRole('alertdialog', { name: 'Remove “GitHub”?' });
      await question.getByRole('button', { name: 'Cancel' }).click();
      await button(frame, 'Remove …').click();
      await question.getByRole('button', { name: 'Remove' }).click();
      await heading(frame, 'Configured').waitFor();
      await button(frame, 'Manage Storefront builds').waitFor();
      assert.equal(await button(frame, 'Manage GitHub').count(), 0);
      assert.deepEqual(teams.errors(), []);
    });
  });

  it('tells somebody that the connection was changed meanwhile, and keeps what they typed', async () => {
    const { id } = await connect('Builds of all');
    const frame = await openConfigured();
    await button(frame, 'Manage Builds of all').click();
    await frame.getByRole('textbox', { name: 'Name' }).fill('Builds of Bea');
    await installation.service().command('connections', 'rename', id, 'Builds of Ben');
    await button(frame, 'Save').click();
    await frame.getByText('Somebody changed this meanwhile.').waitFor();
    assert.equal(teams.errors().length, 1);
    await button(frame, 'Load and keep what I typed').click();
    await heading(frame, 'Builds of Ben').waitFor();
    assert.equal(await frame.getByRole('textbox', { name: 'Name' }).inputValue(), 'Builds of Bea');
    await save(frame);
    await heading(frame, 'Builds of Bea').waitFor();
    await teams.app().close();
  });

  it('speaks French and is dark where Teams is', async () => {
    await teams.choose('Language of Teams', 'Français');
    await teams.choose('Theme', 'Dark');
    const { frame } = await teams.openConnectors();
    await heading(frame, 'Tous les connecteurs').waitFor();
    await button(frame, 'Ajouter Webhook entrant').waitFor();
    assert.equal(await frame.locator('html').getAttribute('lang'), 'fr');
    const background = z
      .string()
      .parse(
        await frame.locator('body').evaluate('document.body.computedStyleMap().get("background-color").toString()'),
      );
    assert.ok(brightness(background) < 64, background);
    await teams.app().close();
  });

  it('has room on a phone: nothing moves sideways on any screen', async () => {
    const { url } = await connect('On a phone');
    assert.equal(await curl(url, buildFailed), '1 200');
    await teams.page.setViewportSize({ width: 360, height: 740 });
    const frame = await openConfigured();
    await button(frame, 'Manage On a phone').waitFor();
    const fits = async (screen: string) => {
      const [wide, room] = await frame.locator('html').evaluate(html => [html.scrollWidth, html.clientWidth]);
      assert.ok(wide !== undefined && room !== undefined && wide <= room, `${screen}: ${wide} in ${room}`);
    };
    await fits('Configured');
    await button(frame, 'Manage On a phone').click();
    await button(frame, 'Pause').waitFor();
    await fits('Settings');
    await button(frame, 'Webhook URL').click();
    await button(frame, 'Copy: Webhook URL').waitFor();
    await fits('Webhook URL');
    await button(frame, 'Activity').click();
    await frame.getByText('Build failed: storefront').click();
    await frame.getByText('3 of 418 tests failed on main.').waitFor();
    await fits('A request');
    await frame.getByRole('navigation').getByRole('button', { name: 'All', exact: true }).click();
    await button(frame, 'Add GitHub').click();
    await button(frame, 'Save').waitFor();
    await fits('Configure');
  });

  it('is added to the channel as a tab', async () => {
    const { page } = teams;
    await page.getByRole('button', { name: 'Add a tab' }).click();
    await page.getByRole('menuitem', { name: 'Connectors' }).click();
    await page.getByRole('dialog', { name: 'Connectors' }).getByRole('button', { name: 'Save' }).click();
    await page.getByRole('tab', { name: 'Connectors', selected: true }).waitFor();
    const frame = page.frameLocator("iframe[title='Connectors']");
    await frame.getByText('Connectors for the channel “Builds” of the team “Contoso Engineering”').waitFor();
    await heading(frame, 'All connectors').waitFor();
  });

  it('is opened by the slash command, the bot’s settings, the welcome card and the command “connectors”', async () => {
    const { page } = teams;
    await connect('In the list');
    const opened = async (channel: string) => {
      await page.getByRole('dialog', { name: `Connectors for "${channel}" channel` }).waitFor();
      await heading(teams.app().frame, 'All connectors').waitFor();
      await teams.app().close();
    };
    await page.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('menuitem', { name: 'Configure the bot' }).click();
    await opened('Builds');
    await page.getByRole('button', { name: 'Start a post' }).click();
    await page.getByRole('textbox').fill('/connectors');
    await page.getByRole('textbox').press('Enter');
    await opened('Builds');
    await page.getByRole('textbox').fill('@Channel Connectors connectors');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    const list = page.getByRole('article').filter({ hasText: 'Connectors of this channel' });
    await list.getByText('In the list').waitFor();
    await list.getByRole('button', { name: 'Open connectors' }).click();
    await opened('Builds');
    await teams.channel('General');
    await page.getByRole('button', { name: 'Open connectors' }).click();
    await opened('General');
  });

  it('shows a guest, and somebody of another tenant, nothing but why', async () => {
    for (const [name, why] of [
      ['Gita Guest', 'Guests cannot see or manage connectors.'],
      ['Olga Outside', 'You are signed in with an account of another organization.'],
    ] as const) {
      await teams.choose('You are', name);
      const { frame } = await teams.openConnectors();
      await heading(frame, 'You cannot see the connectors of this channel').waitFor();
      await frame.getByText(why).waitFor();
      assert.equal(await frame.getByRole('navigation').count(), 0);
      await teams.app().close();
    }
    // The browser reports each answer 403.
    assert.deepEqual(teams.errors(/status of 403/), []);
  });

  // The last one: it changes who is in the team.
  it('goes on working for the team when the one who added a connection has left, and shows others why', async function () {
    this.timeout(180_000);
    const ada = installation.playground.world.users.find(({ name }) => name === 'Ada Owner');
    assert.ok(ada);
    const url = await addAs(ada.id, 'Builds of Ada');
    await step('goes on working for the team when the one who added a connection has left', async () => {
      const { playground } = installation;
      await playground.botEvent({ event: 'membersRemoved', userIds: [ada?.id ?? ''] });
      await fetch(`${playground.url}/playground/api/team-settings`, {
        method: 'PUT',
        body: JSON.stringify({ allowCreateUpdateRemoveConnectors: false }),
      });
      // What the directory said is kept for a minute.
      await installation.service().stop();
      await installation.restart();
      assert.equal(await curl(url, { title: 'Still here', text: 'Ada is not.' }), '1 200');
      await teams.page.getByRole('article').getByText('Still here').waitFor();
    });

    await step('shows a member who may not change anything the list, and says why and whom to ask', async () => {
      await teams.choose('You are', 'Ben Member');
      const frame = await openConfigured();
      await frame
        .getByText(/^Added on .* by somebody who has left$/)
        .first()
        .waitFor();
      await button(frame, 'View Builds of Ada').click();
      await frame.getByText('You can look at this connection, but not change it.').waitFor();
      await frame.getByText('Ask an owner to do it, or to allow it for members').first().waitFor();
      assert.equal(await frame.getByRole('button', { name: /Save|Pause|Remove/ }).count(), 0);
      await button(frame, 'Webhook URL').click();
      await frame.getByText('it is shown only to people who may change connections').waitFor();
      assert.equal(await frame.getByText(url).count(), 0);
      await frame.getByRole('navigation').getByRole('button', { name: 'All', exact: true }).click();
      await frame.getByText('You can look, but not change anything here.').waitFor();
      assert.equal(await frame.getByRole('button', { name: /^Add / }).count(), 0);
      await teams.app().close();
    });
  });
});

/** Of a CSS colour `rgb(r, g, b)`, from 0 to 255. */
function brightness(color: string): number {
  return Math.max(...(color.match(/\d+/g) ?? []).map(Number));
}
