import type { Connector } from './connector-files.ts';
import type { Language } from './format/text.ts';
import { keepFound } from './keep-found.ts';
import type { OrganizationCatalogue } from './organization-catalogue.ts';
import { createReceive, type OnProblem, type Receive } from './receive.ts';

/** What the way in has to know of a connector. */
export type ReceivingConnector = Pick<Connector, 'verification' | 'deliveryId'> & { cap: number; receive: Receive };

/** Which connector a connection is of. */
export interface ConnectorReference {
  tenantId: string;
  connector: string;
  /** Null for a built-in connector. */
  connectorVersion: string | null;
}

/** As many published versions are kept ready; a version never changes, so nothing kept grows old. */
const mostKept = 200;

/**
 * Finds the connector of a connection, ready to read bodies: at once for a built-in one. Undefined for one that is no
 * longer in the catalogue, or has no webhook URL. Rejects where the store fails.
 */
export function createReceivingConnectorFinder(
  builtIn: readonly Connector[],
  organization: Pick<OrganizationCatalogue, 'find'>,
  language: Language,
  onProblem?: OnProblem,
): (wanted: ConnectorReference) => ReceivingConnector | Promise<ReceivingConnector | undefined> | undefined {
  const receiving = new Map(
    builtIn.filter(({ body }) => body.format !== 'feed').map(one => [one.id, toReceiving(one, language, onProblem)]),
  );
  const kept = keepFound<ReceivingConnector>(mostKept);

  async function findPublished(tenantId: string, id: string, version: string) {
    const connector = await organization.find(tenantId, id, version);
    return connector && toReceiving(connector, language, onProblem);
  }

  return ({ tenantId, connector, connectorVersion }) => {
    if (connectorVersion === null) return receiving.get(connector);
    const key = `${tenantId} ${connector} ${connectorVersion}`;
    return kept(key, () => findPublished(tenantId, connector, connectorVersion));
  };
}

const toReceiving = (connector: Connector, language: Language, onProblem?: OnProblem): ReceivingConnector => ({
  cap: connector.body.cap,
  receive: createReceive(connector, language, onProblem),
  verification: connector.verification,
  ...(connector.deliveryId && { deliveryId: connector.deliveryId }),
});
