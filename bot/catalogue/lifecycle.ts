import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { builtInConnectors } from './built-in.ts';

/**
 * Whether a connector can have new connections. Connections that exist go on in any case ("New connections cannot be
 * configured for the following connectors", Manage Microsoft 365 connectors, 30 January 2023).
 */
export type Lifecycle =
  | { state: 'available' }
  | { state: 'scheduled'; from: string }
  | { state: 'retired'; since: string };

const listed = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Also the names of the machine-translated French document, such as COPAIN for Buddy. */
  aliases: z.array(z.string()).default([]),
  state: z.enum(['retired', 'scheduled']),
  /** The day (UTC) from which the state holds; for a scheduled connector, the day it can be added from. */
  since: z.iso.date(),
  /**
   * The documents of Microsoft on whose lists it stands: English of 30 January 2023, French of 25 January 2023. On none:
   * they speak of it elsewhere, as of Wunderlist, which Microsoft itself ended on 6 May 2020.
   */
  listedIn: z.array(z.enum(['en', 'fr'])),
});

export type ListedConnector = z.infer<typeof listed>;

/** Microsoft's own connectors of which its documents speak, with what became of each. */
export function readListedConnectors(): ListedConnector[] {
  return z.array(listed).parse(JSON.parse(readFileSync(join(builtInConnectors, 'lifecycle.json'), 'utf8')));
}

/**
 * The lifecycle of a connector at a time. One that is not on Microsoft's list is available; one that an administrator
 * has opened for the organisation is too, whatever the list says.
 */
export function lifecycleOf(entry: ListedConnector | undefined, now: number, opened: boolean): Lifecycle {
  if (!entry || opened) return { state: 'available' };
  if (entry.state === 'retired') return { state: 'retired', since: entry.since };
  return now >= Date.parse(entry.since) ? { state: 'available' } : { state: 'scheduled', from: entry.since };
}

/** Text as it is compared in a search: no accents, no case, no punctuation. */
export function searchForm(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether a search finds a connector under any of its names. */
export function isFound(query: string, names: readonly string[]): boolean {
  const wanted = searchForm(query);
  return names.some(name => searchForm(name).includes(wanted));
}
