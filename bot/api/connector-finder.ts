import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Connector } from '../catalogue/connector-files.ts';

/** Which connector a connection is of. */
export interface ConnectorOf {
  connector: string;
  /** Null for a built-in one. */
  connector_version: string | null;
}

export type FindConnector = (tenantId: string, wanted: ConnectorOf) => Promise<Connector | undefined>;

/** As many published versions are kept read; a version never changes, so nothing kept grows old. */
const mostKept = 100;

/** Finds connectors for lists and forms. One that the organization published is read from its files once. */
export function createFindConnector(catalogue: Pick<Catalogue, 'find'>): FindConnector {
  const kept = new Map<string, Promise<Connector | undefined>>();
  return (tenantId, { connector, connector_version }) => {
    if (connector_version === null) return catalogue.find(tenantId, connector, null);
    const key = `${tenantId} ${connector} ${connector_version}`;
    const found = kept.get(key) ?? catalogue.find(tenantId, connector, connector_version);
    kept.delete(key);
    kept.set(key, found);
    // What is not there may be published yet, and a store that failed may answer the next time.
    const forget = () => kept.delete(key);
    found.then(there => there ?? forget(), forget);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return found;
  };
}

/** An SVG as an address that stands in a page by itself. */
export const iconAddress = ({ icon }: Connector): string =>
  `data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}`;
