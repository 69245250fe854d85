import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { type Playground, startPlayground } from '../playground/playground.ts';
import { activitiesPath, CARD, call, cardMessage, createThread } from '../playground/testing.ts';
import { launchBrowser } from './support/browser.ts';
import { buildPages } from './support/built-pages.ts';
import { freePort } from './support/free-port.ts';
import { postJson } from './support/post.ts';
import { type Service, startService, temporaryDirectory } from './support/service.ts';

const connection = z.object({ urls: z.object({ short: z.string() }) });
const created = z.object({ id: z.string(), activityId: z.string() });

/** In the page: whether something can be moved sideways, and what. */
const sideways = `[...document.querySelectorAll('*')]
  .filter(element => element.scrollWidth > element.clientWidth + 1)
  .filter(element => element === document.scrollingElement ||
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
  .map(element => element.outerHTML.slice(0, 200))`;

/** The page as people see it, with the service behind it. */
describe("the playground's page", function () {
  this.timeout(60_000);
  let directory: string;
  let service: Service;
  let playground: Playground;
  let browser: Browser;
  let page: Page;
  const webhooks = new Map<string, string>();
  const errors: string[] = [];

  before(async function () {
    this.timeout(120_000);
    await buildPages();
    directory = temporaryDirectory();
    // Fixed, since it stands in the webhook URLs.
    const port = String(await freePort());
    [service, browser] = await Promise.all([startService({ variables: { PORT: port } }), launchBrowser()]);
    playground = await start(await freePort());
    await playground.announced;
    for (const { id, name } of playground.world.channels) {
      const add = ['connections', 'add', '--connector', 'incoming-webhook', '--channel', id, '--name', name];
      webhooks.set(name, connection.parse(JSON.parse(await service.command(...add, '--json'))).urls.short);
    }
  });

  beforeEach(async () => {
    errors.length = 0;
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, colorScheme: 'light' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    page = await context.newPage();
    // Chromium reports what the Content-Security-Policy stopped as an error too.
    page.on('console', message => void (message.type() === 'error' && errors.push(message.text())));
    page.on('pageerror', error => errors.push(error.message));
  });

  after(async () => {
    await browser.close();
    await service.stop();
    await playground.close();
    rmSync(directory, { recursive: true });
  });

  afterEach(async () => {
    await page.context().close();
    assert.deepEqual(errors.splice(0), []);
  });

  const start = (port: number) =>
    startPlayground({ port, dataFile: join(directory, 'playground.db'), botUrl: `${service.url}/api/messages` });

  const generalId = () => playground.world.team.id;
  const card = (title: string): Locator => page.getByRole('article').filter({ hasText: title });

  const proposeToTry = (url: string, curl: string) =>
    call(playground, 'PUT', '/playground/api/try-it', {
      connectionName: 'Incoming Webhook',
      channelName: 'General',
      url,
      curl,
    });

  async function post(channel: string, body: object): Promise<void> {
    const url = webhooks.get(channel);
    assert.ok(url);
    const { status, body: reply } = await postJson(url, body);
    assert.equal(`${status} ${reply}`, '200 1');
  }

  it('shows what was posted before anyone opened it', async () => {
    await post('General', { title: 'Posted before', text: 'Nobody was **looking**.' });
    await playground.waitFor(
      ({ activity, worked }) => worked && JSON.stringify(activity ?? null).includes('Posted before'),
    );
    await page.goto(playground.url);
    await card('Posted before').waitFor();
    assert.equal(await card('Posted before').locator('strong').innerText(), 'looking');
    // Over the card stands the connection's name.
    assert.match(await card('Posted before').innerText(), /Channel Connectors[\s\S]*General[\s\S]*Posted before/);
  });

  it('shows a card as soon as it is posted, with its facts and its button', async () => {
    await page.goto(playground.url);
    await post('General', {
      '@type': 'MessageCard',
      title: 'Build failed',
      text: 'On main.',
      themeColor: 'D13438',
      sections: [{ facts: [{ name: 'Commit', value: '4f1c2ab' }] }],
      potentialAction: [
        { '@type': 'OpenUri', name: 'Open the build', targets: [{ os: 'default', uri: 'https://example.com/7' }] },
      ],
    });
    const failed = card('Build failed');
    for (const text of ['On main.', 'Commit', '4f1c2ab', 'Open the build']) await failed.getByText(text).waitFor();
  });

  it('shows a post in another channel as unread, until that channel is opened', async () => {
    await page.goto(playground.url);
    const builds = page.getByRole('button', { name: /^Builds/ });
    assert.equal((await builds.innerText()).trim(), 'Builds');
    await post('Builds', { title: 'Nightly build', text: 'It passed.' });
    await page.getByRole('button', { name: /^Builds\s*, unread$/ }).waitFor();
    assert.equal(await card('Nightly build').count(), 0);
    await builds.click();
    await card('Nightly build').waitFor();
    assert.equal((await builds.innerText()).trim(), 'Builds');
  });

  it('stays in its channel at a reload, with its posts', async () => {
    await page.goto(playground.url);
    await post('Builds', { title: 'Kept over a reload', text: 'In Builds.' });
    await post('General', { title: 'Kept in General', text: 'In General.' });
    await page.getByRole('button', { name: /^Builds/ }).click();
    await card('Kept over a reload').waitFor();
    await page.reload();
    await card('Kept over a reload').waitFor();
    await page.getByRole('button', { name: 'General' }).click();
    await card('Kept in General').waitFor();
  });

  it('shows the channel though its first questions fail, and before it hears of events', async () => {
    await post('General', { title: 'Shown in the end', text: 'After some failures.' });
    const refused: string[] = [];
    await page.route(/\/playground\/api\/(?:state|channels\/[^/]+\/posts)/, (route, request) => {
      const { pathname } = new URL(request.url());
      if (refused.includes(pathname)) return route.continue();
      refused.push(pathname);
      return route.abort();
    });
    const stream = Promise.withResolvers<void>();
    await page.route('**/playground/api/events', async route => {
      await stream.promise;
      await route.continue();
    });
    await page.goto(playground.url);
    await card('Shown in the end').waitFor();
    assert.equal(refused.length, 2);
    await post('General', { title: 'Shown too', text: 'Posted before the page hears of events.' });
    stream.resolve();
    await card('Shown too').waitFor();
    for (const error of errors.splice(0)) assert.match(error, /ERR_FAILED/);
  });

  it('shows that a post was changed, and that it was deleted', async () => {
    await page.goto(playground.url);
    const answer = await createThread(playground, cardMessage(CARD), generalId());
    const { id, activityId } = created.parse(answer.body);
    const first = page.getByRole('article').filter({ has: page.getByText('Hello', { exact: true }) });
    await first.waitFor();
    const changed = { ...CARD, body: [{ type: 'TextBlock', text: 'Hello again' }] };
    await call(playground, 'PUT', activitiesPath(id, activityId), cardMessage(changed));
    await card('Hello again').getByText('Edited').waitFor();
    assert.equal(await first.count(), 0);
    await call(playground, 'DELETE', activitiesPath(id, activityId));
    await page.getByText('This message has been deleted.').waitFor();
    assert.equal(await card('Hello again').count(), 0);
  });

  it('shows what to try, and copies it', async () => {
    await page.goto(playground.url);
    const url = 'http://localhost:3978/w/not-a-real-one';
    const curl = `curl -H "Content-Type: application/json" -d '{"text":"Hello"}' ${url}`;
    await proposeToTry(url, curl);
    await page.getByText(curl, { exact: true }).waitFor();
    await page.getByText(url, { exact: true }).waitFor();
    for (const [label, text] of Object.entries({ Command: curl, 'Webhook URL': url })) {
      const button = page.getByRole('button', { name: `Copy: ${label}` });
      await button.click();
      await button.getByText('Copied').waitFor();
      assert.equal(await page.evaluate('navigator.clipboard.readText()'), text);
    }
  });

  it('shows hostile content as text, and runs nothing of it', async () => {
    await page.goto(playground.url);
    const markup = '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script>';
    const link = '[here](javascript:window.hacked=3)';
    const openUri = { '@type': 'OpenUri', name: 'Go', targets: [{ os: 'default', uri: 'javascript:window.hacked=4' }] };
    await post('General', {
      '@type': 'MessageCard',
      title: `Hostile message ${markup}`,
      text: `${markup} ${link} the end of the message`,
      sections: [{ activityTitle: markup, facts: [{ name: markup, value: link }] }],
      potentialAction: [openUri],
    });
    await post('General', {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [
        { type: 'TextBlock', text: 'Hostile card', wrap: true },
        { type: 'TextBlock', text: `${markup} ${link}`, wrap: true },
        { type: 'RichTextBlock', inlines: [markup] },
        { type: 'FactSet', facts: [{ title: markup, value: link }] },
      ],
      actions: [{ type: 'Action.OpenUrl', title: markup, url: 'javascript:window.hacked=5' }],
    });
    await createThread(playground, { type: 'message', text: `Hostile text ${markup} ${link}` }, generalId());

    await card('Hostile message').getByText('the end of the message').waitFor();
    await card('Hostile card').getByText(markup).first().waitFor();
    await card('Hostile text').getByText(markup).waitFor();
    for (const dangerous of ['img[src="x"]', 'article script', 'a[href^="javascript" i]', '[onerror]'])
      assert.equal(await page.locator(dangerous).count(), 0, dangerous);
    for (const button of await page.getByRole('article').getByText('here', { exact: true }).all()) await button.click();
    assert.equal(await page.evaluate('window.hacked'), undefined);
  });

  it('fits a phone, and takes the dark theme of the system', async () => {
    await proposeToTry('http://localhost:3978/w/x', 'curl http://localhost:3978/w/x');
    await page.goto(playground.url);
    // Beside the posts there is room for it; on a narrow page it would lie over them, and so it goes by itself.
    await page.getByRole('button', { name: 'Try it', expanded: true }).waitFor();
    await page.setViewportSize({ width: 900, height: 780 });
    await page.getByRole('button', { name: 'Try it', expanded: false }).waitFor();
    await page.getByRole('dialog', { name: 'Try it' }).waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.getByRole('button', { name: 'Try it', expanded: true }).click();
    const long = 'a'.repeat(300);
    await post('General', { title: `Long ${long}`, text: `https://example.com/${long} \n\n    ${long}` });
    await card('Long aaa').waitFor();
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1280, 768, 360]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 780 });
        await card('Long aaa').waitFor();
        // Panels slide in and out.
        await page.evaluate('Promise.allSettled(document.getAnimations().map(animation => animation.finished))');
        assert.deepEqual(await page.evaluate(sideways), [], `${colorScheme}, ${width}`);
        assert.equal(await page.evaluate('document.documentElement.style.colorScheme'), colorScheme);
      }
    const lightness = "getComputedStyle(document.querySelector('main')).backgroundColor.match(/\\d+/g).map(Number)";
    assert.ok(
      z
        .array(z.number())
        .parse(await page.evaluate(lightness))
        .every(part => part < 64),
    );
  });

  it('lets one change what members of the team may do', async () => {
    await page.goto(playground.url);
    const allow = page.getByRole('menuitemcheckbox', {
      name: 'Allow members to create, update, and remove connectors',
    });
    await page.getByRole('button', { name: 'Manage team' }).click();
    await allow.and(page.locator('[aria-checked=true]')).click();
    await allow.and(page.locator('[aria-checked=false]')).waitFor();
    assert.equal(playground.world.team.allowCreateUpdateRemoveConnectors, false);
    await allow.click();
    await allow.and(page.locator('[aria-checked=true]')).waitFor();
    await page.keyboard.press('Escape');
  });

  it('keeps its posts over a restart of the playground, which the page waits for', async () => {
    await page.goto(playground.url);
    const { port } = playground;
    await post('General', { title: 'Before the restart', text: 'Kept.' });
    await card('Before the restart').waitFor();
    await playground.close();
    await page.getByText('The playground is not running.').waitFor();
    playground = await start(port);
    await page.getByText('The playground is not running.').waitFor({ state: 'hidden' });
    await post('General', { title: 'After the restart', text: 'Still there.' });
    await card('After the restart').waitFor();
    await page.reload();
    await card('Before the restart').waitFor();
    await card('After the restart').waitFor();
    // While it was down, and only for that.
    for (const error of errors.splice(0)) assert.match(error, /ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING)/);
  });
});
