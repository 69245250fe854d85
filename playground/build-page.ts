import { join } from 'node:path';
import * as pages from '../build-page.ts';

const page: pages.PageSource = {
  folder: join(import.meta.dirname, 'page'),
  base: './',
  // Cards look the same in the channel and in the tab.
  alsoFrom: [join(import.meta.dirname, '..', 'tab', 'card')],
};

/** Builds the playground's page into playground/page/dist. @throws what Vite finds wrong */
export function buildPage(): Promise<void> {
  return pages.buildPage(page);
}

/** Whether the built page is there and made from the sources and packages as they are now. */
export function pageIsFresh(): Promise<boolean> {
  return pages.pageIsFresh(page);
}

if (import.meta.main) await buildPage();
