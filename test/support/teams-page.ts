import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import type { Playground } from '../../playground/playground.ts';

/** The playground's page in a browser, as somebody uses it. */
export interface TeamsPage {
  page: Page;
  /**
   * What the browser complained of since the last look, beside what is expected: answers that refuse something, which
   * the browser reports for itself.
   */
  errors(...expected: RegExp[]): string[];
  /** Shows the posts of a channel. */
  channel(name: string): Promise<void>;
  /** Chooses in one of the app bar's menus. */
  choose(menu: 'You are' | 'Theme' | 'Language of Teams', item: string): Promise<void>;
  /** Opens the connectors of the channel that is shown from its More options. */
  openConnectors(): Promise<App>;
  /** The page of the app in the dialog that is open. */
  app(): App;
  /** Closes it, and forgets all that it kept. */
  close(): Promise<void>;
}

/** A page of the app, in a dialog. */
export interface App {
  frame: FrameLocator;
  dialog: Locator;
  close(): Promise<void>;
}

/** teams-js asks Microsoft for the origins of its hosts; on one machine the tab may call nobody else. */
const microsoftsHosts = /res\.cdn\.office\.net/;

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" fill="#888"/></svg>';

/** Opens the playground's page in a context of its own, which may read the clipboard. */
export async function openTeams(
  browser: Browser,
  playground: Playground,
  options: BrowserContextOptions = {},
): Promise<TeamsPage> {
  const errors: string[] = [];
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'Europe/Zurich',
    reducedMotion: 'reduce',
    ...options,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // The pictures of samples stand on servers that do not exist.
  await context.route(
    ({ hostname }) => hostname !== 'localhost',
    route => route.fulfill({ contentType: 'image/svg+xml', body: picture }),
  );
  const page = await context.newPage();
  page.on('console', message => void (message.type() === 'error' && errors.push(message.text())));
  page.on('pageerror', error => errors.push(error.message));
  await page.goto(playground.url);

  const app = (): App => {
    const dialog = page.getByRole('dialog').filter({ has: page.locator('iframe') });
    return {
      dialog,
      frame: dialog.frameLocator('iframe'),
      async close() {
        await dialog.getByRole('button', { name: 'Close', exact: true }).click();
        await dialog.waitFor({ state: 'detached' });
      },
    };
  };
  return {
    page,
    errors: (...expected) =>
      errors.splice(0).filter(error => ![microsoftsHosts, ...expected].some(each => each.test(error))),
    async channel(name) {
      // What came in meanwhile makes it "Builds, unread".
      await page.getByRole('button', { name: new RegExp(`^${name}(, unread)?$`) }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
    },
    async choose(menu, item) {
      await page.getByRole('button', { name: menu }).click();
      await page.getByRole('menuitemradio', { name: item }).click();
    },
    async openConnectors() {
      await page.getByRole('button', { name: 'More options' }).click();
      await page.getByRole('menuitem', { name: 'Connectors' }).click();
      return app();
    },
    app,
    close: () => context.close(),
  };
}
