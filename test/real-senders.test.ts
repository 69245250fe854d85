import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import autoCore from '@auto-it/core';
import autoGit from '@auto-it/core/dist/git.js';
import AutoTeamsPlugin from '@auto-it/microsoft-teams';
import { IncomingWebhook } from 'ms-teams-webhook';
import WdioTeamsService from 'wdio-ms-teams-service';
import type { WebhookUrls } from '../bot/connections/webhook-url.ts';
import { type Installation, install } from './support/installation.ts';
import { type SeenCard, seenCard } from './support/seen-card.ts';
import { temporaryDirectory } from './support/service.ts';

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);

const senders = [
  'ms-teams-webhook',
  '@auto-it/microsoft-teams',
  'wdio-ms-teams-service',
  'testbeats',
  'test-results-reporter',
  'playwright-msteams-reporter',
];

/** Some of the senders would take a proxy for localhost too. */
const proxies = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];

const junit = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="storefront" tests="3" failures="1" time="4.2">
  <testsuite name="cart" tests="2" failures="1" errors="0" time="3.1">
    <testcase name="adds an item" classname="cart" time="1.1"/>
    <testcase name="rounds to the cent" classname="cart" time="2.0">
      <failure message="expected 19.99, got 20">AssertionError</failure>
    </testcase>
  </testsuite>
  <testsuite name="checkout" tests="1" failures="0" errors="0" time="1.1">
    <testcase name="takes a card" classname="checkout" time="1.1"/>
  </testsuite>
</testsuites>`;

const specification = `
import { expect, test } from '@playwright/test';
test('adds an item', () => {});
test('removes an item', () => {});
test('rounds to the cent', () => expect(20).toBe(19.99));
test.skip('takes a voucher', () => {});
`;

/** The packages as their makers publish them, driven as their users do, with nothing but our URL changed. */
describe('senders from npm', function () {
  this.timeout(60_000);
  let installation: Installation;
  let directory: string;
  const urls = new Map<string, WebhookUrls>();
  const environment = new Map(proxies.map(name => [name, process.env[name]]));

  before(async () => {
    for (const name of proxies) delete process.env[name];
    directory = temporaryDirectory();
    writeFileSync(join(directory, 'junit.xml'), junit);
    installation = await install({ channels: senders.map(name => ({ name, id: channelId(name) })) });
    const places = senders.map(name => ({ name, channelId: channelId(name) }));
    for (const connection of await installation.connect(...places)) urls.set(connection.name, connection.urls);
  });

  after(async () => {
    for (const [name, value] of environment) if (value !== undefined) process.env[name] = value;
    await installation.close();
    rmSync(directory, { recursive: true });
  });

  const channelId = (sender: string) => `19:${sender.replaceAll(/[^a-z]/g, '')}@thread.tacv2`;

  function urlOf(sender: string, shape: keyof WebhookUrls): string {
    const url = urls.get(sender)?.[shape];
    assert.ok(url);
    return url;
  }

  /** The cards of a sender's channel, when so many have been posted; none of them broke Teams' rules. */
  async function seen(sender: string, count = 1): Promise<SeenCard[]> {
    const { record, posts } = installation.playground;
    await record.waitFor(({ channelId: id, worked }) => id === channelId(sender) && worked, count);
    assert.deepEqual(record.violations(), []);
    const cards = posts(channelId(sender)).map(seenCard);
    assert.equal(cards.length, count);
    // Over each card stands whose it is.
    for (const { texts } of cards) assert.equal(texts[0], sender);
    return cards;
  }

  async function only(sender: string): Promise<SeenCard> {
    const [card] = await seen(sender);
    assert.ok(card);
    return card;
  }

  describe('ms-teams-webhook', () => {
    const webhook = () => new IncomingWebhook(urlOf('ms-teams-webhook', 'webhookb2'));

    it('sends a MessageCard, and a card made of a template', async () => {
      const answered = await webhook().send({
        '@type': 'MessageCard',
        '@context': 'https://schema.org/extensions',
        summary: 'Issue 176715375',
        themeColor: '0078D7',
        title: 'Issue opened: "Push notifications not working"',
        sections: [{ activityTitle: 'Miguel Garcia', facts: [{ name: 'Repository:', value: 'mgarcia\\test' }] }],
        potentialAction: [
          { '@type': 'OpenUri', name: 'View in GitHub', targets: [{ os: 'default', uri: 'https://example.com/176' }] },
        ],
      });
      assert.equal(String(answered), '1');
      const body = [{ type: 'TextBlock' as const, text: `Deployed $\{name} to $\{where}` }];
      const template = { type: 'AdaptiveCard' as const, version: '1.4', body };
      const response = await webhook().sendAdaptiveCard(template, { name: 'storefront', where: 'production' });
      assert.deepEqual([response?.status, String(response?.data)], [200, '1']);

      const [message, card] = await seen('ms-teams-webhook', 2);
      assert.ok(message && card);
      assert.ok(message.texts.includes('Issue opened: "Push notifications not working"'));
      assert.ok(message.texts.includes('**Miguel Garcia**') || message.texts.includes('Miguel Garcia'));
      assert.deepEqual(message.facts, [['Repository:', 'mgarcia\\test']]);
      assert.deepEqual(message.links, [{ title: 'View in GitHub', url: 'https://example.com/176' }]);
      assert.ok(card.texts.includes('Deployed storefront to production'));
    });

    it('is refused with sendText, which posts bare words: they never were a payload', async () => {
      await assert.rejects(webhook().sendText('hello'));
    });
  });

  it('@auto-it/microsoft-teams posts the notes of a release', async () => {
    // "auto release" itself needs GitHub: this is auto's own object, with the hook that it calls after a release.
    const auto = new autoCore.Auto({ owner: 'contoso', repo: 'storefront' });
    auto.git = new autoGit.default({ owner: 'contoso', repo: 'storefront', token: 'none', baseBranch: 'main' });
    new AutoTeamsPlugin.default({ url: urlOf('@auto-it/microsoft-teams', 'webhookb2') }).apply(auto);
    const commit = { hash: '4f1c2ab', labels: [], files: [], pullRequest: { number: 7 }, subject: 'Round prices' };
    await auto.hooks.afterRelease.promise({
      lastRelease: 'v1.1.0',
      newVersion: 'v1.2.0',
      commits: [{ ...commit, authors: [], rawBody: '', authorName: 'Nadia', authorEmail: 'nadia@example.com' }],
      releaseNotes: '#### 🚀 Enhancement\n\n- Round prices [#7](https://example.com/pull/7) (Nadia)',
    });

    const { texts, links } = await only('@auto-it/microsoft-teams');
    assert.match(texts.join('\n'), /🚀 Enhancement\**\n+- Round prices \[#7\]\(https:\/\/example\.com\/pull\/7\)/);
    // Its target is the version or Slack's form of a link, so there never was a link to open.
    assert.deepEqual(links, []);
  });

  it('wdio-ms-teams-service posts the results of a run', async () => {
    // The hooks that WebdriverIO's runner calls; the runner itself would need a browser and a driver.
    const webhookURL = urlOf('wdio-ms-teams-service', 'short');
    const service = new WdioTeamsService.default({ webhookURL, message: 'Nightly run' }, {}, { specs: [] });
    const result = { duration: 5, exception: '', retries: { attempts: 0, limit: 0 }, status: '' };
    const test = { type: 'test', parent: 'the cart', fullName: '', pending: false, file: '', ctx: {}, description: '' };
    await service.afterTest({ ...test, title: 'adds an item' }, {}, { ...result, passed: true });
    await service.afterTest({ ...test, title: 'rounds <b>to</b> the cent' }, {}, { ...result, passed: false });
    await service.after();

    const { texts, facts } = await only('wdio-ms-teams-service');
    assert.deepEqual(texts.slice(1), [
      'Automated test results | WebdriverIO',
      'Nightly run',
      'the cart',
      '✓ ',
      'adds an item',
      '✖ ',
      'rounds <b>to</b> the cent',
    ]);
    assert.deepEqual(facts, [
      ['Total tests', '2'],
      ['Passed', '1'],
      ['Failed', '1'],
    ]);
  });

  it('testbeats posts a JUnit file from its command line', async () => {
    const bin = join(root, 'node_modules', 'testbeats', 'src', 'cli.js');
    const url = urlOf('testbeats', 'workflows');
    const flags = ['--teams', url, '--title', 'Storefront', '--junit', 'junit.xml'];
    const { stdout } = await run(process.execPath, [bin, 'publish', ...flags], { cwd: directory });
    assert.match(stdout, /Results published successfully/);

    const { texts, facts } = await only('testbeats');
    assert.deepEqual(texts.slice(1), ['Storefront', '❌ cart']);
    assert.deepEqual(facts[0], ['Results:', '2 / 3 Passed (66%)']);
    assert.deepEqual(facts[2], ['Results:', '1 / 2 Passed (50%)']);
  });

  it('test-results-reporter posts a JUnit file from its command line', async () => {
    const bin = join(root, 'node_modules', 'test-results-reporter', 'src', 'cli.js');
    const inputs = {
      url: urlOf('test-results-reporter', 'webhookb2'),
      publish: 'failure-details',
      title: 'Storefront',
    };
    const targets = [{ name: 'teams', inputs }];
    const extensions = [
      { name: 'hyperlinks', inputs: { links: [{ text: 'Build', url: 'https://example.com/build/7' }] } },
    ];
    const config = {
      targets: targets.map(target => ({ ...target, extensions })),
      results: [{ type: 'junit', files: ['junit.xml'] }],
    };
    writeFileSync(join(directory, 'config.json'), JSON.stringify(config));
    const { stderr } = await run(process.execPath, [bin, 'publish'], { cwd: directory });
    assert.equal(stderr, '');

    const { texts, facts } = await only('test-results-reporter');
    assert.deepEqual(texts.slice(1), ['Storefront', '❌ cart', '✅ checkout', '[Build](https://example.com/build/7)']);
    assert.deepEqual(facts[0], ['Results:', '2 / 3 Passed (66%)']);
    assert.deepEqual(Object.fromEntries(facts)['Test:'], 'rounds to the cent');
    assert.deepEqual(Object.fromEntries(facts)['Error:'], 'expected 19.99, got 20');
  });

  it('playwright-msteams-reporter posts the results of a run', async () => {
    const options = {
      webhookUrl: urlOf('playwright-msteams-reporter', 'workflows'),
      title: 'Storefront in a browser',
      linkToResultsUrl: 'https://example.com/report',
      mentionOnFailure: 'nadia@contoso.example',
    };
    const config = { testMatch: 'cart.spec.mjs', workers: 1, reporter: [['playwright-msteams-reporter', options]] };
    writeFileSync(join(directory, 'playwright.config.mjs'), `export default ${JSON.stringify(config)};`);
    writeFileSync(join(directory, 'cart.spec.mjs'), specification);
    symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'), 'junction');
    const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
    const ran = await run(process.execPath, [cli, 'test'], { cwd: directory }).catch((error: unknown) => error);
    // One of its tests fails, so the run does; the reporter says itself how its message went.
    assert.ok(ran instanceof Error && 'stdout' in ran && 'stderr' in ran);
    assert.match(String(ran.stdout), /^Message sent successfully$/m);
    assert.equal(ran.stderr, '');

    const { texts, links } = await only('playwright-msteams-reporter');
    assert.deepEqual(texts.slice(1, 3), ['Storefront in a browser', 'Tests failed']);
    assert.deepEqual(texts.slice(3, 13), [
      ...['Type', 'Total', 'Passed', '2', 'Failed', '1', 'Skipped', '1', 'Total tests', '4'],
    ]);
    assert.equal(texts[13], '<at>nadia@contoso.example</at> please validate the test results.');
    assert.deepEqual(links, [{ title: 'View test results', url: 'https://example.com/report' }]);
  });
});
