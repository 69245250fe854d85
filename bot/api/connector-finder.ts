import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Connector } from '../catalogue/connector-files.ts';
import { keepFound } from '../catalogue/keep-found.ts';

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
export function createConnectorFinder(catalogue: Pick<Catalogue, 'find'>): FindConnector {
  const kept = keepFound<Connector>(mostKept);
  return (tenantId, { connector, connector_version }) => {
    if (connector_version === null) return catalogue.find(tenantId, connector, null);
    const key = `${tenantId} ${connector} ${connector_version}`;
    return kept(key, () => catalogue.find(tenantId, connector, connector_version));
  };
}

/** An SVG as an address that stands in a page by itself. */
export const iconAddress = ({ icon }: Connector): string =>
  `data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}`;
