import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser } from './support/browser.ts';
import { buildPages } from './support/built-pages.ts';
import { type Installation, install } from './support/installation.ts';
import { postJson } from './support/post.ts';
import { openTeams, type TeamsPage } from './support/teams-page.ts';

const findings = z.array(
  z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string() })) }),
);
/** Themes differ in their colours: what is not about them is looked at in the first alone. */
const colors = ['color-contrast', 'link-in-text-block'];
const themes = [
  { theme: 'Light', rules: undefined },
  { theme: 'Dark', rules: colors },
  { theme: 'High contrast', rules: colors },
];

describe('the tab, for everybody', function () {
  this.timeout(60_000);
  let installation: Installation;
  let browser: Browser;
  let teams: TeamsPage;
  let page: Page;

  before(async function () {
    this.timeout(180_000);
    await buildPages();
    [installation, browser] = await Promise.all([install(), launchBrowser()]);
    const [, builds, alerts] = installation.playground.world.channels;
    const [watched] = await installation.connect(
      { name: 'Watched', channelId: builds?.id ?? '' },
      { name: 'Leaked', channelId: alerts?.id ?? '' },
    );
    assert.equal((await postJson(watched?.urls.short ?? '', { title: 'Seen', text: 'A message.' })).body, '1');
    await installation.posted();
  });

  beforeEach(async () => {
    teams = await openTeams(browser, installation.playground);
    page = teams.page;
    await teams.channel('Builds');
  });

  afterEach(async () => {
    const errors = teams.errors(/status of 403/);
    await teams.close();
    assert.deepEqual(errors, []);
  });

  after(async () => {
    await browser?.close();
    await installation?.close();
  });

  /** What stands in the way of somebody, in the page of the app that is shown. */
  async function check(frame: Pick<FrameLocator, 'locator'>, screen: string, rules?: string[]): Promise<void> {
    const html = frame.locator('html');
    if ((await html.evaluate('typeof axe')) === 'undefined') await html.evaluate(axe.source);
    const options = JSON.stringify({ resultTypes: ['violations'], runOnly: rules });
    const found = await html.evaluate(`axe.run(${options}).then(({ violations }) =>
      violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))`);
    assert.deepEqual(findings.parse(found), [], screen);
  }

  describe('by the keyboard alone', () => {
    /** Moves on with Tab, as somebody does who has no mouse, until it has the focus. */
    async function tabTo(target: Locator): Promise<void> {
      await target.waitFor();
      for (let presses = 0; presses < 80; presses += 1) {
        if (await target.evaluate(element => element.matches(':focus'))) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`Tab does not lead to ${target}.`);
    }

    it('leads from More options to a connection and its URL', async () => {
      await page.getByRole('button', { name: 'More options' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: 'Connectors' }).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Enter');
      const { frame, dialog } = teams.app();
      const button = (name: string) => frame.getByRole('button', { name, exact: true });
      await tabTo(frame.getByRole('searchbox', { name: 'Search connectors' }));
      await page.keyboard.type('incoming');
      await frame.getByRole('status').getByText('1 connector found').waitFor();
      await tabTo(button('Add Incoming Webhook'));
      await page.keyboard.press('Enter');
      const heading = (name: string) => frame.getByRole('heading', { name, level: 1 });
      // The new screen's heading has the focus: what comes next is its first field.
      await heading('Add Incoming Webhook').and(frame.locator(':focus')).waitFor();
      await tabTo(frame.getByRole('textbox', { name: 'Name' }));
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('By keyboard');
      await tabTo(button('Save'));
      await page.keyboard.press('Enter');
      await heading('“By keyboard” is configured').and(frame.locator(':focus')).waitFor();
      await tabTo(button('Copy: Webhook URL'));
      await page.keyboard.press('Enter');
      await frame.getByRole('status').getByText('Copied').waitFor();
      const url = String(await page.evaluate('navigator.clipboard.readText()'));
      assert.equal((await postJson(url, { title: 'Typed', text: 'Not clicked.' })).body, '1');
      await tabTo(button('Done'));
      await page.keyboard.press('Enter');
      await heading('Configured').and(frame.locator(':focus')).waitFor();
      await tabTo(button('Manage By keyboard'));
      await tabTo(dialog.getByRole('button', { name: 'Close', exact: true }));
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('article').getByText('Not clicked.').waitFor();
    });
  });

  describe('by axe-core, in every theme', () => {
    /** Each screen, from the one before it. */
    const screens: [name: string, open: (frame: FrameLocator) => Promise<void>][] = [
      ['All', async frame => frame.getByRole('button', { name: 'Add Incoming Webhook' }).waitFor()],
      [
        'Published by your organization',
        async frame => {
          await frame.getByRole('button', { name: 'Published by your organization' }).click();
          await frame.getByText('Nothing published yet').waitFor();
        },
      ],
      [
        'Configure',
        async frame => {
          await frame.getByRole('button', { name: 'All', exact: true }).click();
          await frame.getByRole('button', { name: 'Add GitHub', exact: true }).click();
          await frame.locator('.ac-adaptiveCard').waitFor();
        },
      ],
      [
        'Configured',
        async frame => {
          await frame
            .getByRole('navigation')
            .getByRole('button', { name: /^Configured/ })
            .click();
          await frame.getByRole('button', { name: 'Manage Watched' }).waitFor();
        },
      ],
      [
        'Settings',
        async frame => {
          await frame.getByRole('button', { name: 'Manage Watched' }).click();
          await frame.getByRole('button', { name: 'Pause' }).waitFor();
        },
      ],
      [
        'Remove',
        async frame => {
          await frame.getByRole('button', { name: 'Remove …' }).click();
          await frame.getByRole('alertdialog').waitFor();
        },
      ],
      [
        'Webhook URL',
        async frame => {
          await frame.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
          await frame.getByRole('button', { name: 'Webhook URL', exact: true }).click();
          await frame.getByRole('button', { name: 'Copy: Webhook URL' }).waitFor();
        },
      ],
      [
        'Activity',
        async frame => {
          await frame.getByRole('button', { name: 'Activity' }).click();
          await frame.getByText('Seen').waitFor();
        },
      ],
      [
        'A request',
        async frame => {
          await frame.getByText('Seen').click();
          await frame.locator('.ac-adaptiveCard').waitFor();
        },
      ],
    ];

    for (const { theme, rules } of themes)
      it(`finds nothing in ${theme}`, async () => {
        await teams.choose('Theme', theme);
        const { frame } = await teams.openConnectors();
        for (const [name, open] of screens) {
          await open(frame);
          await check(frame, name, rules);
        }
      });

    it('finds nothing where a URL must be regenerated, from the report of a leak to the new URL', async () => {
      await teams.channel('Alerts');
      const { frame } = await teams.openConnectors();
      await frame
        .getByRole('navigation')
        .getByRole('button', { name: /^Configured/ })
        .click();
      await frame.getByRole('button', { name: 'Manage Leaked' }).click();
      await frame.getByRole('button', { name: 'Webhook URL', exact: true }).click();
      await frame.getByRole('button', { name: 'Report as leaked …' }).click();
      await frame.getByRole('alertdialog').getByRole('button', { name: 'Report as leaked' }).click();
      await frame.getByRole('alertdialog').waitFor({ state: 'detached' });
      await frame.getByText('Attention required').first().waitFor();
      await check(frame, 'Attention required');
      await teams.app().close();
      await page.getByRole('article').getByRole('button', { name: 'Update URL' }).click();
      await frame.getByRole('button', { name: 'Update URL: Leaked' }).waitFor();
      await check(frame, 'Update URL');
      await frame.getByRole('button', { name: 'Update URL: Leaked' }).click();
      await frame.getByRole('button', { name: 'Copy: New webhook URL' }).waitFor();
      await check(frame, 'The new URL');
      await teams.app().close();
    });

    it('finds nothing in the settings of the tab, nor where the page is opened outside Teams', async () => {
      await page.getByRole('button', { name: 'Add a tab' }).click();
      await page.getByRole('menuitem', { name: 'Connectors' }).click();
      const dialog = page.getByRole('dialog', { name: 'Connectors' });
      const settings = dialog.frameLocator('iframe');
      await settings.getByRole('heading', { level: 1 }).waitFor();
      await check(settings, 'The settings of the tab');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      const outside = await page.context().newPage();
      await outside.goto(`${installation.playground.url}/tab/connectors`);
      await outside.getByRole('heading', { level: 1 }).waitFor();
      await check(outside, 'Outside Teams');
      await outside.close();
    });

    it('finds nothing where somebody may not see anything', async () => {
      await teams.choose('You are', 'Gita Guest');
      const { frame } = await teams.openConnectors();
      await frame.getByText('Guests cannot see or manage connectors.').waitFor();
      await check(frame, 'No access');
      await teams.app().close();
    });
  });
});
