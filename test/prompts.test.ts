import assert from 'node:assert/strict';
import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser } from './support/browser.ts';
import { buildPages } from './support/built-pages.ts';
import { curl } from './support/curl.ts';
import { type Installation, install } from './support/installation.ts';
import { step } from './support/step.ts';
import { openTeams, type TeamsPage } from './support/teams-page.ts';

const ping = { zen: 'Design for failure.', hook_id: 1, hook: { type: 'Repository' } };
const connection = z.object({ id: z.string(), urls: z.object({ short: z.string() }) });

/** From the prompt to "URL is up-to-date", as the people of a channel see it: in a real browser, in the playground. */
describe('a URL transition', function () {
  this.timeout(300_000);
  let installation: Installation;
  let browser: Browser;
  let teams: TeamsPage;
  let prompt: Locator;
  /** The URLs of "Build server" and of "Storefront", a GitHub connection. */
  const old = { buildServer: '', storefront: '' };
  const updated = { buildServer: '', storefront: '' };

  before(async function () {
    this.timeout(180_000);
    await buildPages();
    [installation, browser] = await Promise.all([install(), launchBrowser()]);
    const builds = installation.playground.world.channels[1]?.id ?? '';
    const add = async (connector: string, name: string) => {
      const words = ['connections', 'add', '--connector', connector, '--channel', builds, '--name', name, '--json'];
      return connection.parse(JSON.parse(await installation.service().command(...words))).urls.short;
    };
    old.buildServer = await add('incoming-webhook', 'Build server');
    old.storefront = await add('github', 'Storefront');
    // The service looks every half a minute for what the command line has begun, and when it starts.
    await installation.service().stop();
    await installation.service().command('url-transition', 'start', '--deadline', '30d');
    await installation.restart();
    teams = await openTeams(browser, installation.playground);
    await teams.channel('Builds');
    prompt = teams.page
      .getByRole('article')
      .filter({ has: teams.page.getByRole('button', { name: 'Open connectors' }) });
  });

  after(async () => {
    await browser?.close();
    await installation?.close();
  });

  const button = (frame: FrameLocator, name: string): Locator => frame.getByRole('button', { name, exact: true });
  async function copyUrlOf(frame: FrameLocator, name: string): Promise<string> {
    const connection = frame.getByRole('article', { name });
    await connection.getByRole('button', { name: 'Copy: New webhook URL' }).click();
    await connection.getByRole('status').getByText('Copied').waitFor();
    return String(await teams.page.evaluate('navigator.clipboard.readText()'));
  }

  it('leads from the prompt to new URLs, as the people of the channel see it', async () => {
    await step('asks the owners in the channel, in one card: which connections, why, until when', async () => {
      // Where the directory is slow to answer, the service asks again in its next round, half a minute later.
      await prompt.getByText('Attention required', { exact: true }).waitFor({ timeout: 100_000 });
      for (const text of ['Build server', 'Storefront', 'Why: the organization renews its webhook URLs.', 'Ada Owner'])
        await prompt.getByText(text).first().waitFor();
      assert.equal(await prompt.count(), 1);
      for (const url of Object.values(old)) assert.equal((await prompt.innerText()).includes(url), false);
      assert.deepEqual(teams.errors(), []);
    });

    await step('reminds tomorrow whoever asks for it, and tells nobody else', async () => {
      const answer = teams.page.getByText('I will remind you tomorrow, in our chat.');
      await prompt.getByRole('button', { name: 'Remind me tomorrow' }).click();
      await answer.waitFor();
      await teams.choose('You are', 'Ben Member');
      await answer.waitFor({ state: 'detached' });
      assert.deepEqual(teams.errors(), []);
    });

    await step('says in the dialog to somebody without the right why they cannot do it', async () => {
      await teams.choose('You are', 'Gita Guest');
      await prompt.getByRole('button', { name: 'Update URL' }).click();
      await teams.app().frame.getByText('Guests cannot see or manage connectors.').waitFor();
      assert.deepEqual(teams.errors(/status of 403/), []);
      await teams.app().close();
      assert.deepEqual(teams.errors(), []);
    });

    await step('gives a new URL with two clicks, beside which the old one goes on', async () => {
      await teams.choose('You are', 'Ada Owner');
      await prompt.getByRole('button', { name: 'Update URL' }).click();
      const { frame } = teams.app();
      await button(frame, 'Update URL: Build server').click();
      updated.buildServer = await copyUrlOf(frame, 'Build server');
      assert.notEqual(updated.buildServer, old.buildServer);
      assert.equal(await curl(old.buildServer, { text: 'To the old URL' }), '1 200');
      assert.deepEqual(teams.errors(), []);
    });

    await step('says that the URL is up-to-date after the first message, in the dialog that is open', async () => {
      const { frame } = teams.app();
      await frame.getByText('Waiting for the first message on the new URL').first().waitFor();
      assert.equal(await curl(updated.buildServer, { text: 'To the new URL' }), '1 200');
      await frame.getByText('URL is up-to-date', { exact: true }).waitFor();
      assert.deepEqual(teams.errors(), []);
    });

    await step(
      'recreates a connection of another type, which goes when the new one has its first message',
      async () => {
        const { frame } = teams.app();
        await button(frame, 'Recreate: Storefront').click();
        updated.storefront = await copyUrlOf(frame, 'Storefront');
        assert.notEqual(updated.storefront, old.storefront);
        await teams.app().close();
        // The card in the channel has followed so far.
        await prompt.getByText('URL is up-to-date', { exact: true }).waitFor();
        await prompt.getByText('Waiting for the first message on the new URL').first().waitFor();
        assert.equal(await curl(old.storefront, ping, 'X-GitHub-Event: ping'), '1 200');
        assert.equal(await curl(updated.storefront, ping, 'X-GitHub-Event: ping'), '1 200');
        assert.deepEqual(teams.errors(), []);
      },
    );

    await step('shows in the card of the channel that everything is up-to-date, without anybody’s doing', async () => {
      const done = teams.page.getByRole('article').filter({ hasText: 'There is nothing left to do.' });
      await done.getByText('URL is up-to-date').first().waitFor();
      assert.equal(await done.getByRole('button', { name: 'Update URL' }).count(), 0);
      const listed = await installation.service().command('connections', 'list', '--json');
      assert.equal(z.array(z.unknown()).parse(JSON.parse(listed)).length, 2);
      assert.match(await curl(old.storefront, ping, 'X-GitHub-Event: ping'), / 410$/);
      assert.deepEqual(teams.errors(), []);
    });
  });
});
