import { buildPage, type PageSource, pageIsFresh } from '../build-page.ts';

const tab: PageSource = { folder: import.meta.dirname, base: '/tab/' };

/** Builds the tab into tab/dist. @throws what Vite finds wrong */
export function buildTab(): Promise<void> {
  return buildPage(tab);
}

/** Whether the built tab is there and made from the sources and packages as they are now. */
export function tabIsFresh(): Promise<boolean> {
  return pageIsFresh(tab);
}

if (import.meta.main) await buildTab();
