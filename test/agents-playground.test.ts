import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { firstConnection } from '../playground/first-connection.ts';
import { type Playground, startPlayground } from '../playground/playground.ts';
import { type AgentsPlayground, agentsTeam, startAgentsPlayground } from './support/agents-playground.ts';
import { launchBrowser } from './support/browser.ts';
import { freePort } from './support/free-port.ts';
import { send } from './support/post.ts';
import { type Service, startService, temporaryDirectory } from './support/service.ts';

const sample = join(
  import.meta.dirname,
  ...['..', 'connectors', 'incoming-webhook', 'samples', 'message-card-build-failed.json'],
);
const connection = z.object({ urls: z.object({ workflows: z.string() }) });

/** The independent check: Microsoft's own stand-in for Teams, and nothing of our playground. */
describe('in the Microsoft 365 Agents Playground', function () {
  this.timeout(90_000);
  let service: Service;
  let start: () => Promise<Service>;
  /** Says who owns the team, and nothing else. */
  let directory: Playground;
  let agents: AgentsPlayground;
  let browser: Browser;
  let page: Page;
  let files: string;
  const blocked: string[] = [];

  before(async () => {
    files = temporaryDirectory();
    directory = await startPlayground({ announce: false });
    const variables = { PORT: String(await freePort()), PLAYGROUND_URL: directory.url };
    start = () => startService({ dataDirectory: files, variables });
    [service, browser] = await Promise.all([start(), launchBrowser()]);
    const endpoint = `${service.url}/api/messages`;
    agents = await startAgentsPlayground({ endpoint, port: await freePort(), logFile: join(files, 'agents.log') });
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    // Its page asks for fonts elsewhere.
    await context.route(
      url => url.hostname !== 'localhost',
      route => {
        blocked.push(route.request().url());
        return route.abort();
      },
    );
    page = await context.newPage();
    await page.goto(agents.url);
    await page.getByText('General', { exact: true }).click();
    await page.getByText('Channel Connectors is ready', { exact: true }).waitFor();
  });

  after(async () => {
    await browser?.close();
    await agents?.stop();
    await service?.stop();
    await directory?.close();
    await rm(files, { recursive: true });
  });

  const post = (text: string) => page.locator('body').getByText(text, { exact: true });

  it('a MessageCard stands in General as a card, with its facts and buttons', async () => {
    const first = await firstConnection({ command: service.command, teamId: agentsTeam.id, stopped: () => false });
    assert.ok(first);
    const { status, body } = await send(first.url, { body: await readFile(sample) });
    assert.equal(`${status} ${body}`, '200 1');

    await post('Build failed: storefront #1482').waitFor();
    for (const text of ['Incoming Webhook', '3 of 418 tests failed on main.', 'Branch', 'main', 'Failed tests'])
      await post(text).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'cart: rounds to the cent' }).first().waitFor();
    await page.getByText('Open the build', { exact: true }).waitFor();
  });

  it('a card that a sender made stands in the other channel', async () => {
    const { builds } = agentsTeam.channels;
    const add = ['connections', 'add', '--connector', 'incoming-webhook', '--channel', builds, '--name', 'Nightly'];
    const { urls } = connection.parse(JSON.parse(await service.command(...add, '--json')));
    await page.getByText('Builds', { exact: true }).click();
    const card = {
      type: 'AdaptiveCard',
      version: '1.4',
      body: [
        { type: 'TextBlock', text: 'Nightly build **passed**', wrap: true },
        { type: 'FactSet', facts: [{ title: 'Tests', value: '418' }] },
      ],
    };
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
    const { status } = await send(urls.workflows, { body: JSON.stringify({ type: 'message', attachments }) });
    assert.equal(status, 202);

    await page.getByText('Nightly build passed').waitFor();
    await post('418').waitFor();
  });

  it('a prompt stands in General, with a button that needs no dialog', async () => {
    // The service looks every half a minute for what the command line has begun, and when it starts.
    await service.stop();
    await service.command('url-transition', 'start', '--deadline', '30d');
    service = await start();
    await page.getByText('General', { exact: true }).click();
    await post('Attention required').waitFor();
    await page.getByText('Why: the organization renews its webhook URLs.').waitFor();
    await page.getByRole('button', { name: 'Remind me tomorrow' }).click();
    await post('I will remind you tomorrow, in our chat.').waitFor();
  });

  it('asks for nothing elsewhere but fonts and the pictures of the card', async () => {
    const card = await readFile(sample, 'utf8');
    assert.deepEqual(
      blocked.filter(url => !url.endsWith('.woff2') && !card.includes(url)),
      [],
    );
  });
});
