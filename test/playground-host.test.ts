import assert from 'node:assert/strict';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { type Playground, startPlayground } from '../playground/playground.ts';
import { activitiesPath, call, cardMessage, createThread } from '../playground/testing.ts';
import { launchBrowser } from './support/browser.ts';
import { buildPages } from './support/built-pages.ts';
import { step } from './support/step.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

const seenContext = z.looseObject({ frameContext: z.string(), theme: z.string(), locale: z.string() });

/** The playground as Teams around an app: a real teams-js in its tabs and dialogs, a bot that opens dialogs. */
describe("the playground's Teams, for an app", function () {
  this.timeout(60_000);
  let testApp: TestApp;
  let playground: Playground;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  before(async function () {
    this.timeout(120_000);
    await buildPages();
    [testApp, browser] = await Promise.all([startTestApp(), launchBrowser()]);
    playground = await startPlayground({ botUrl: `${testApp.url}/api/messages`, announce: false });
  });

  beforeEach(async () => {
    errors.length = 0;
    testApp.answers.clear();
    testApp.invokes.length = 0;
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    // teams-js asks Microsoft for the origins of its hosts as soon as it is loaded.
    await context.route('https://res.cdn.office.net/**', route => route.fulfill({ json: { validOrigins: [] } }));
    page = await context.newPage();
    page.on('console', message => void (message.type() === 'error' && errors.push(message.text())));
    page.on('pageerror', error => errors.push(error.message));
    await page.goto(playground.url);
  });

  after(async () => {
    await browser.close();
    await playground.close();
    await testApp.close();
  });

  afterEach(async () => {
    await page.context().close();
    assert.deepEqual(errors.splice(0), []);
  });

  const app = (title: string): FrameLocator => page.frameLocator(`iframe[title='${title}']`);
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const contextOf = async (frame: FrameLocator) => {
    await frame.locator('#context').filter({ hasText: 'frameContext' }).waitFor();
    return seenContext.parse(JSON.parse(await frame.locator('#context').innerText()));
  };
  const choose = async (menu: string, item: string) => {
    await page.getByRole('button', { name: menu }).click();
    await page.getByRole('menuitemradio', { name: item }).click();
  };
  /** Posts a card of the bot with one button, into General. */
  const postCard = async (text: string, action: object): Promise<Locator> => {
    const body = [{ type: 'TextBlock', text, wrap: true }];
    await createThread(playground, cardMessage({ type: 'AdaptiveCard', version: '1.5', body, actions: [action] }));
    const [words = ''] = text.split(' {{');
    const posted = page.getByRole('article').filter({ hasText: words });
    await posted.waitFor();
    return posted;
  };
  const url = () => `${testApp.url}/tab/dialog?from=bot`;
  const opens = (title: string) => ({ type: 'continue', value: { title, width: 400, height: 300, url: url() } });

  it('opens the connectors of a channel from its More options, in a dialog', async () => {
    await page.getByRole('button', { name: 'Builds' }).click();
    await page.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('menuitem', { name: 'Connectors' }).click();
    const title = 'Connectors for "Builds" channel in "Contoso Engineering" team';
    const builds = playground.world.channels[1]?.id ?? '';
    assert.deepEqual(await contextOf(app(title)), {
      path: `/tab/connectors?channel=${encodeURIComponent(builds)}`,
      frameContext: 'task',
      locale: 'en-us',
      theme: 'default',
      channel: 'Builds',
      team: 'Contoso Engineering',
      chat: false,
      entity: '',
      user: 'ada@contoso.example',
      token: true,
    });
    await dialog(title).getByRole('button', { name: 'Close' }).click();
    await dialog(title).waitFor({ state: 'hidden' });
  });

  it('has tabs of the app, from the configuration page to their end', async function () {
    this.timeout(180_000);
    await step('adds a tab through the configuration page, which says when Save may be pressed', async () => {
      await page.getByRole('button', { name: 'Add a tab' }).click();
      await page.getByRole('menuitem', { name: 'Connectors' }).click();
      const save = dialog('Connectors').getByRole('button', { name: 'Save' });
      assert.equal((await contextOf(app('Set up the tab'))).frameContext, 'settings');
      assert.equal(await save.getAttribute('aria-disabled'), 'true');
      await app('Set up the tab').getByRole('button', { name: 'Choose' }).click();
      await save.and(page.locator(':not([aria-disabled=true])')).click();
      await page.getByRole('tab', { name: 'Connectors', selected: true }).waitFor();
      const { frameContext, entity } = await contextOf(app('Connectors'));
      assert.deepEqual([frameContext, entity], ['content', 'connectors']);
    });

    await step('opens a dialog for a tab and brings back its result, or that it was closed', async () => {
      const tab = app('Connectors');
      await tab.getByRole('button', { name: 'Open dialog' }).click();
      await app('A dialog').getByRole('button', { name: 'Done' }).click();
      await tab.getByText('dialog {"chosen":1}').waitFor();
      await tab.getByRole('button', { name: 'Open dialog' }).click();
      await dialog('A dialog').getByRole('button', { name: 'Close' }).click();
      await tab.getByText('dialog User cancelled').waitFor();
      await tab.getByRole('button', { name: 'Copy' }).click();
      await tab
        .locator('#seen')
        .filter({ hasText: /^copied$/m })
        .waitFor();
      assert.equal(await page.evaluate('navigator.clipboard.readText()'), 'copied in the tab');
    });

    await step('tells a tab of another theme, and loads it anew for another person or language', async () => {
      await choose('Theme', 'Dark');
      await app('Connectors').getByText('theme dark').waitFor();
      await choose('Language of Teams', 'Français');
      await app('Connectors').getByText('"locale":"fr-fr"').waitFor();
      await choose('You are', 'Gita Guest');
      await app('Connectors').getByText('gita@contoso.example').waitFor();
      assert.equal((await contextOf(app('Connectors'))).theme, 'dark');
      await choose('You are', 'Ada Owner');
      await choose('Theme', 'Light');
      await choose('Language of Teams', 'English');
    });

    await step('keeps the tab over a reload, until it is removed', async () => {
      await page.reload();
      await page.getByRole('tab', { name: 'Connectors' }).click();
      await contextOf(app('Connectors'));
      await page.getByRole('button', { name: 'Options of the tab Connectors' }).click();
      await page.getByRole('menuitem', { name: 'Remove' }).click();
      await contextOf(app('Remove the tab'));
      await dialog('Remove Connectors?').getByRole('button', { name: 'Remove' }).click();
      await page.getByRole('tab', { name: 'Connectors' }).waitFor({ state: 'detached' });
      await page.getByRole('tab', { name: 'Posts', selected: true }).waitFor();
    });
  });

  it('opens the bot’s dialog from a card’s button, and tells the bot what it came back with', async () => {
    const posted = await postCard('Attention required by {{DATE(2026-12-05T12:00:00Z, LONG)}}', {
      type: 'Action.Submit',
      title: 'Update URL',
      data: { msteams: { type: 'task/fetch' } },
    });
    await posted.getByText('Attention required by Saturday, December 5, 2026').waitFor();
    testApp.answers.set('task/fetch', { task: opens('Update URL') });
    testApp.answers.set('task/submit', { task: { type: 'message', value: 'The URL is up to date.' } });
    await posted.getByRole('button', { name: 'Update URL' }).click();
    assert.equal((await contextOf(app('Update URL'))).path, '/tab/dialog?from=bot');
    await app('Update URL').getByRole('button', { name: 'Done' }).click();
    await page.getByText('The URL is up to date.').waitFor();
    const submit = testApp.invokes.find(({ name }) => name === 'task/submit');
    assert.deepEqual(submit?.value, { data: { chosen: 1 }, context: { theme: 'default' } });
  });

  it('shows an answer in words to the person who pressed, and to nobody else', async () => {
    const posted = await postCard('A reminder is offered', {
      type: 'Action.Execute',
      title: 'Remind me tomorrow',
      verb: 'remind-tomorrow',
    });
    const type = 'application/vnd.microsoft.activity.message';
    testApp.answers.set('adaptiveCard/action', { statusCode: 200, type, value: 'You will be reminded.' });
    await posted.getByRole('button', { name: 'Remind me tomorrow' }).click();
    await page.getByText('You will be reminded.').waitFor();
    await choose('You are', 'Ben Member');
    await page.getByText('You will be reminded.').waitFor({ state: 'detached' });
  });

  it('opens the connectors from Actions and apps, by /connectors, and from the bot’s settings', async () => {
    testApp.answers.set('composeExtension/fetchTask', { task: opens('From the box') });
    testApp.answers.set('config/fetch', { config: opens('From the settings'), responseType: 'config' });
    const close = async (title: string) => {
      await contextOf(app(title));
      await dialog(title).getByRole('button', { name: 'Close' }).click();
    };
    await page.getByRole('button', { name: 'Start a post' }).click();
    await page.getByRole('button', { name: 'Actions and apps' }).click();
    await page.getByRole('menuitem', { name: 'Connectors' }).click();
    await close('From the box');
    await page.getByRole('textbox').fill('/connectors');
    await page.getByRole('textbox').press('Enter');
    await close('From the box');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('menuitem', { name: 'Configure the bot' }).click();
    await close('From the settings');
  });

  it('follows a link into Teams without leaving the page', async () => {
    const page_ = encodeURIComponent(`${testApp.url}/tab/linked`);
    const link = `https://teams.microsoft.com/l/task/app-id?url=${page_}&title=Linked&width=400&height=300`;
    await createThread(playground, { type: 'message', text: `[Open it](${link})` });
    await page.getByRole('link', { name: 'Open it' }).click();
    assert.equal((await contextOf(app('Linked'))).path, '/tab/linked');
  });

  it('says why an app cannot be shown', async () => {
    const openSettings = async () => {
      await page.getByRole('button', { name: 'More options' }).click();
      await page.getByRole('menuitem', { name: 'Configure the bot' }).click();
    };
    const show = (path: string) =>
      testApp.answers.set('config/fetch', {
        config: { type: 'continue', value: { title: 'App', url: testApp.url + path } },
      });
    show('/tab/x?fail');
    await openSettings();
    await page.getByText('The service is being repaired.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    show('/tab/missing');
    await openSettings();
    await app('App').getByText('The tab is not built yet.').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    show('/elsewhere');
    await openSettings();
    await page.getByText('The playground opens pages of the app only').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    // The browser reports the 503 of the page that is not built.
    for (const error of errors.splice(0)) assert.match(error, /503/);
  });

  it('shows each person the chat with the bot', async () => {
    const { tenantId, users, bot } = playground.world;
    const ben = users.find(({ name }) => name === 'Ben Member');
    const parameters = {
      members: [{ id: ben?.id }],
      bot: { id: bot.id },
      tenantId,
      channelData: { tenant: { id: tenantId } },
    };
    const { id } = z
      .object({ id: z.string() })
      .parse((await call(playground, 'POST', '/v3/conversations', parameters)).body);
    await choose('You are', 'Ben Member');
    await call(playground, 'POST', activitiesPath(id), { type: 'message', text: 'This is for Ben alone.' });
    await page.getByRole('button', { name: /^Channel Connectors\s*, unread$/ }).click();
    await page.getByText('This is for Ben alone.').waitFor();
    await page.getByRole('textbox', { name: 'Write a message as Ben Member' }).fill('Thanks');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('article').getByText('Thanks', { exact: true }).waitFor();
    // The box is emptied when the answer has come, which may be after the news of the message.
    const box = page.getByRole('textbox');
    while ((await box.inputValue()) !== '');
    await choose('You are', 'Ada Owner');
    await page.getByText('What the bot has to say to you alone').waitFor();
    assert.equal(await page.getByText('This is for Ben alone.').count(), 0);
  });

  it('hears only the frame that it shows', async () => {
    testApp.answers.set('config/fetch', { config: opens('Settings') });
    await page.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('menuitem', { name: 'Configure the bot' }).click();
    await contextOf(app('Settings'));
    await page.evaluate(`new Promise(resolve => {
      addEventListener('message', ({ data }) => data === 'the last' && resolve());
      postMessage({ id: 1, func: 'tasks.completeTask', args: ['forged'] }, location.origin);
      postMessage('the last', location.origin);
    })`);
    await app('Settings').getByRole('button', { name: 'Done' }).click();
    await dialog('Settings').waitFor({ state: 'detached' });
    assert.deepEqual(
      testApp.invokes.map(({ name, value }) => [name, value]),
      [
        ['config/fetch', { data: {}, context: { theme: 'default' } }],
        ['config/submit', { data: { chosen: 1 }, context: { theme: 'default' } }],
      ],
    );
  });
});
