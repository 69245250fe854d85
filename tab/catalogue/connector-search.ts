import type { ConnectorSummary } from '../../bot/api/contract.ts';

/** What of the catalogue is shown. */
export interface CatalogueFilter {
  /** What was typed. */
  search: string;
  category: string | undefined;
}

/** The catalogue in the two parts that the list shows, each in the order of names. */
export interface FoundConnectors {
  /** Can be added now, or from a date. */
  offered: ConnectorSummary[];
  /** Takes no new connections. */
  refused: ConnectorSummary[];
}

/**
 * The connectors that have every word of the search in their name, an alias, the publisher or the description. Case,
 * accents and punctuation do not count, so that "elephant io" finds "Éléphant.io". Those whose name begins with what
 * was typed come first.
 */
export function findConnectors(connectors: readonly ConnectorSummary[], filter: CatalogueFilter): FoundConnectors {
  const words = wordsOf(filter.search);
  const typed = words.join(' ');
  const found = connectors
    .filter(connector => filter.category === undefined || connector.categories.includes(filter.category))
    .filter(connector => matches(connector, words))
    .map(connector => ({ connector, rank: typed === '' ? 0 : rankOf(connector, typed) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ connector }) => connector);
  return {
    offered: found.filter(connector => connector.availability.state !== 'refused'),
    refused: found.filter(connector => connector.availability.state === 'refused'),
  };
}

/** The categories that there are, in the order of the first connector of each. */
export function categoriesOf(connectors: readonly ConnectorSummary[]): string[] {
  return [...new Set(connectors.flatMap(connector => connector.categories))];
}

function matches({ name, aliases, publisher, description }: ConnectorSummary, words: readonly string[]): boolean {
  const text = plain([name, ...aliases, publisher ?? '', description ?? ''].join(' \n '));
  // "pagerduty" and "pager duty" mean the same.
  const joined = plain([name, ...aliases].join('\n')).replaceAll(' ', '');
  return words.every(word => text.includes(word)) || (words.length > 0 && joined.includes(words.join('')));
}

/** 0: the name begins so. 1: another of its words does, or an alias. 2: it stands elsewhere. */
function rankOf({ name, aliases }: ConnectorSummary, typed: string): number {
  const plainName = plain(name);
  if (plainName.startsWith(typed)) return 0;
  return [plainName, ...aliases.map(plain)].some(each => ` ${each}`.includes(` ${typed}`)) ? 1 : 2;
}

const wordsOf = (text: string) => plain(text).split(' ').filter(Boolean);

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
