import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { firstConnection } from '../playground/first-connection.ts';
import { startPlayground } from '../playground/playground.ts';
import { agentsTeam, startAgentsPlayground } from './support/agents-playground.ts';
import { launchBrowser } from './support/browser.ts';
import { buildPages } from './support/built-pages.ts';
import { freePort } from './support/free-port.ts';
import { install } from './support/installation.ts';
import { postJson } from './support/post.ts';
import { startService, temporaryDirectory } from './support/service.ts';
import { takeTab } from './support/tab-pictures.ts';

// Takes the pictures of the README and of docs: "node test/take-screenshots.ts".
const images = join(import.meta.dirname, '..', 'docs', 'images');
/** Of the pictures of both playgrounds, in pixels. */
const width = 2560;
const sizes = {
  playground: { viewport: { width: 1600, height: 1075 }, deviceScaleFactor: width / 1600 },
  agentsPlayground: { viewport: { width: 1280, height: 860 }, deviceScaleFactor: width / 1280 },
};

const buildFailed = {
  '@type': 'MessageCard',
  '@context': 'https://schema.org/extensions',
  themeColor: 'D13438',
  summary: 'Build failed: storefront #1482',
  title: 'Build failed: storefront #1482',
  text: '3 of 418 tests failed on **main**.',
  sections: [
    {
      facts: [
        { name: 'Commit', value: '[4f1c2ab](https://git.example.com/4f1c2ab) Round prices after the discount' },
        { name: 'Author', value: 'Nadia Okafor' },
        { name: 'Duration', value: '6 min 12 s' },
      ],
    },
  ],
  potentialAction: [
    { '@type': 'OpenUri', name: 'Open the build', targets: [{ os: 'default', uri: 'https://ci.example.com/1482' }] },
  ],
};

const alert = {
  '@type': 'MessageCard',
  '@context': 'https://schema.org/extensions',
  themeColor: 'FFB900',
  summary: 'Disk almost full on db-02',
  title: 'Disk almost full on db-02',
  text: '/var/lib/postgresql is at **91 %** and grows by 2 % an hour.',
};

const plain = { text: 'Maintenance of the mail gateway begins at 22:00 and takes about half an hour.' };

const adaptiveCard = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'storefront 2.14.0 is live', size: 'Medium', weight: 'Bolder', wrap: true },
    {
      type: 'ColumnSet',
      columns: [
        ['Region', 'eu-west'],
        ['Requests', '1,240/s'],
        ['Errors', '0.02 %'],
      ].map(([title, value]) => ({
        type: 'Column',
        width: 'stretch',
        items: [
          { type: 'TextBlock', text: title, isSubtle: true, size: 'Small' },
          { type: 'TextBlock', text: value, weight: 'Bolder', spacing: 'None' },
        ],
      })),
    },
  ],
  actions: [{ type: 'Action.OpenUrl', title: 'Release notes', url: 'https://git.example.com/storefront/2.14.0' }],
};

async function takePlayground(browser: Browser): Promise<void> {
  const installation = await install();
  const { playground } = installation;
  const [, builds, alerts] = playground.world.channels.map(({ id }) => id);
  if (!builds || !alerts) throw new Error('The playground has three channels.');
  const posted: [name: string, body: object][] = [
    ['Operations', plain],
    ['Releases', adaptiveCard],
    ['Monitoring', alert],
    ['Build server', buildFailed],
  ];
  const connections = await installation.connect(...posted.map(([name]) => ({ name, channelId: builds })));
  for (const [index, [, body]] of posted.entries()) await postJson(connections[index]?.urls.short ?? '', body);
  await playground.record.waitFor(({ channelId, worked }) => channelId === builds && worked, posted.length);

  const page = await browser.newPage(sizes.playground);
  await page.goto(`${playground.url}/#/channels/${encodeURIComponent(builds)}`);
  await page.getByText('Release notes').waitFor();
  await page.getByText('Open the build').waitFor();
  const [monitoring] = await installation.connect({ name: 'Monitoring', channelId: alerts });
  await postJson(monitoring?.urls.short ?? '', alert);
  await page.getByRole('button', { name: /^Alerts\s*, unread$/ }).waitFor();
  await page.screenshot({ path: join(images, 'playground.png') });
  await page.close();
  await installation.close();
}

async function takeAgentsPlayground(browser: Browser): Promise<void> {
  const directory = temporaryDirectory();
  // Says who owns the team, and nothing else.
  const people = await startPlayground({ announce: false });
  const variables = { PORT: String(await freePort()), PLAYGROUND_URL: people.url };
  const start = () => startService({ dataDirectory: directory, variables });
  let service = await start();
  const agents = await startAgentsPlayground({
    endpoint: `${service.url}/api/messages`,
    port: await freePort(),
    logFile: join(directory, 'agents.log'),
  });
  const context = await browser.newContext(sizes.agentsPlayground);
  await context.route(
    url => url.hostname !== 'localhost',
    route => route.abort(),
  );
  const page = await context.newPage();
  await page.goto(agents.url);
  await page.getByText('General', { exact: true }).click();
  await page.getByText('Channel Connectors is ready', { exact: true }).waitFor();
  const first = await firstConnection({ command: service.command, teamId: agentsTeam.id, stopped: () => false });
  if (first) for (const body of [adaptiveCard, buildFailed]) await postJson(first.url, body);
  await page.getByText('Open the build').waitFor();
  await page.screenshot({ path: join(images, 'agents-playground.png') });

  await service.stop();
  await service.command('url-transition', 'start', '--deadline', '30d');
  service = await start();
  await page.getByRole('button', { name: 'Remind me tomorrow' }).click();
  await page.getByText('I will remind you tomorrow').waitFor();
  await page.screenshot({ path: join(images, 'agents-playground-prompt.png'), scale: 'css' });
  await context.close();
  await agents.stop();
  await service.stop();
  await people.close();
  await rm(directory, { recursive: true });
}

await buildPages();
const browser = await launchBrowser();
await takePlayground(browser);
await takeTab(browser, images);
await takeAgentsPlayground(browser);
await browser.close();
