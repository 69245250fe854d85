import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { type Installation, install } from './installation.ts';
import { postJson } from './post.ts';
import { openTeams, type TeamsPage } from './teams-page.ts';

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

/** Takes the pictures of the tab and of the prompts, into the folder. */
export async function takeTab(browser: Browser, folder: string): Promise<void> {
  const installation = await install();
  const teams = await openTeams(browser, installation.playground, { viewport: desktop });
  const take = async (name: string) => {
    // What the pointer rests on looks different.
    await teams.page.mouse.move(0, 0);
    await teams.page.screenshot({ path: join(folder, `${name}.png`) });
  };
  const buildServer = await takeWayToConnection(installation, teams, take);
  await takeThemesAndPhone(teams, take);
  await takePrompts(installation, teams, take, buildServer);
  await teams.page.context().close();
  await installation.close();
}

type Take = (name: string) => Promise<void>;

/** From the catalogue to what came in. Answers the URL of the connection that was added on the way. */
async function takeWayToConnection(installation: Installation, teams: TeamsPage, take: Take): Promise<string> {
  await addAs(installation, 'Ben Member', 'github', 'Storefront');
  await addAs(installation, 'Bea Member', 'incoming-webhook', 'Monitoring');
  await teams.channel('Builds');
  const { frame } = await teams.openConnectors();
  const button = (name: string): Locator => frame.getByRole('button', { name, exact: true });
  await button('Add Incoming Webhook').waitFor();
  await take('tab-all');

  await button('Add Incoming Webhook').click();
  await frame.getByRole('textbox', { name: 'Name' }).fill('Build server');
  await frame.getByLabel('Sample').selectOption({ label: 'Message card build failed' });
  await frame.getByText('Open the build').waitFor();
  await frame.getByText('Build server', { exact: true }).waitFor();
  await take('tab-configure');

  await button('Save').click();
  await button('Copy: Webhook URL').click();
  const url = String(await teams.page.evaluate('navigator.clipboard.readText()'));
  await button('Send test message').waitFor();
  await take('tab-saved');

  const body = { title: 'Build failed: storefront #1482', text: '3 of 418 tests failed on **main**.' };
  await postJson(url, body, { headers: { 'user-agent': 'Jenkins/2.452' } });
  await installation.posted();
  await button('Done').click();
  await button('Manage Build server').waitFor();
  await take('tab-configured');

  await button('Manage Build server').click();
  await button('Webhook URL').click();
  await button('Copy: Webhook URL').waitFor();
  await take('tab-url');

  await button('Activity').click();
  await frame.getByText('Build failed: storefront #1482').click();
  await frame.getByText('3 of 418 tests failed on main.').scrollIntoViewIfNeeded();
  await take('tab-activity');
  await teams.app().close();
  return url;
}

async function takeThemesAndPhone(teams: TeamsPage, take: Take): Promise<void> {
  for (const [theme, name] of [
    ['Dark', 'tab-dark'],
    ['High contrast', 'tab-contrast'],
  ] as const) {
    await teams.choose('Theme', theme);
    const { frame } = await teams.openConnectors();
    await frame
      .getByRole('navigation')
      .getByRole('button', { name: /^Configured/ })
      .click();
    await frame.getByRole('button', { name: 'Manage Build server' }).waitFor();
    await take(name);
    await teams.app().close();
  }
  await teams.choose('Theme', 'Light');
  await teams.page.setViewportSize(phone);
  const { frame } = await teams.openConnectors();
  await frame.getByRole('button', { name: 'Add Incoming Webhook' }).waitFor();
  await take('tab-phone');
  await teams.app().close();
  await teams.page.setViewportSize(desktop);
}

/** From the prompt to "URL is up-to-date". */
async function takePrompts(installation: Installation, teams: TeamsPage, take: Take, oldUrl: string): Promise<void> {
  await installation.service().stop();
  await installation.service().command('url-transition', 'start', '--deadline', '30d');
  await installation.restart();
  const { page } = teams;
  await page.getByRole('button', { name: 'Update URL' }).waitFor();
  await take('prompt');

  await page.getByRole('button', { name: 'Update URL' }).click();
  const { frame } = teams.app();
  await frame.getByRole('button', { name: 'Update URL: Build server' }).click();
  const connection = frame.getByRole('article', { name: 'Build server' });
  await connection.getByRole('button', { name: 'Copy: New webhook URL' }).click();
  const url = String(await page.evaluate('navigator.clipboard.readText()'));
  await postJson(oldUrl, { text: 'One more to the old URL.' }, { headers: { 'user-agent': 'Jenkins/2.452' } });
  await connection.getByText('1 call since it was replaced.').waitFor();
  await take('update-url');

  await postJson(url, { text: 'The first message on the new URL.' });
  for (const [name, verb] of [
    ['Storefront', 'Recreate'],
    ['Monitoring', 'Update URL'],
  ] as const) {
    const other = frame.getByRole('article', { name });
    await other.getByRole('button', { name: `${verb}: ${name}` }).click();
    await other.getByRole('button', { name: 'Copy: New webhook URL' }).click();
    await other.getByRole('status').getByText('Copied').waitFor();
    const copied = String(await page.evaluate('navigator.clipboard.readText()'));
    await postJson(copied, { text: 'The first message.' }, { headers: { 'x-github-event': 'ping' } });
  }
  await teams.app().close();
  await page.getByText('There is nothing left to do.').waitFor();
  await page.getByText('There is nothing left to do.').scrollIntoViewIfNeeded();
  await take('up-to-date');
}

/** Adds a connection in Builds as the tab does it for somebody. */
async function addAs(installation: Installation, person: string, connector: string, name: string): Promise<void> {
  const { world, login, url } = installation.playground;
  const user = world.users.find(one => one.name === person);
  const channel = world.channels.find(one => one.name === 'Builds');
  if (!user || !channel) throw new Error(`The playground has no ${person}, or no Builds.`);
  const { status, body } = await postJson(
    `${url}/api/channels/${encodeURIComponent(channel.id)}/connections`,
    { connector, name },
    { headers: { authorization: `Bearer ${await login.ssoToken(user)}` } },
  );
  if (status !== 201) throw new Error(`The service answered ${status}: ${body}`);
}
