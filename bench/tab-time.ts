import type { Browser } from 'playwright-core';
import type { Playground } from '../playground/playground.ts';
import { openTeams, type TeamsPage } from '../test/support/teams-page.ts';
import { median } from './statistics.ts';

/** Milliseconds from the click on Connectors to something that can be used. */
export interface TimeToUse {
  /** An empty page in the same dialog: what the browser and the playground take for themselves. */
  empty: number;
  /** Nothing of the tab in the browser's cache. */
  first: number;
  /** Opened before. */
  again: number;
}

const rounds = 7;
const emptyPage = '<!doctype html><meta charset="utf-8"><title>Empty</title><h1>All connectors</h1>';

/** Opens the page of connectors from More options in a real browser, each round in a new browser context. */
export async function timeToUse(browser: Browser, playground: Playground): Promise<TimeToUse> {
  const times: Record<keyof TimeToUse, number[]> = { empty: [], first: [], again: [] };
  for (let round = 0; round < rounds; round += 1) {
    const teams = await openTeams(browser, playground);
    const { page } = teams;
    times.first.push(await untilUsable(teams, 'list'));
    await teams.app().close();
    times.again.push(await untilUsable(teams, 'list'));
    await teams.app().close();
    await page.route('**/tab/connectors*', route => route.fulfill({ contentType: 'text/html', body: emptyPage }));
    times.empty.push(await untilUsable(teams, 'heading'));
    await page.context().close();
  }
  return { empty: median(times.empty), first: median(times.first), again: median(times.again) };
}

async function untilUsable({ page, openConnectors }: TeamsPage, what: 'list' | 'heading'): Promise<number> {
  await page.getByRole('button', { name: 'More options' }).waitFor();
  const begun = performance.now();
  const { frame } = await openConnectors();
  const usable = what === 'heading' ? frame.getByRole('heading', { level: 1 }) : frame.getByText('Grafana').first();
  // An empty page never says that it has loaded, so the dialog keeps it hidden: there it counts that it is there.
  await usable.waitFor({ state: what === 'heading' ? 'attached' : 'visible' });
  return performance.now() - begun;
}
