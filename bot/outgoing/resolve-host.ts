import { lookup } from 'node:dns/promises';

/** Asks once for all addresses of a host name. Rejects if there is none. */
export type ResolveHost = (name: string) => Promise<string[]>;

/** As this machine resolves names: its hosts file, then DNS. */
export const resolveHost: ResolveHost = async name =>
  (await lookup(name, { all: true, order: 'verbatim' })).map(({ address }) => address);
