import type { Connector } from './connector-files.ts';
import type { Language } from './format/text.ts';
import { keepFound } from './keep-found.ts';
import type { OrganizationCatalogue } from './organization-catalogue.ts';
import { type BodyConnector, createReceive, type OnProblem, type Receive } from './receive.ts';

/** What the way in has to know of a connector. */
export type ReceivingConnector = Pick<Connector, 'verification' | 'deliveryId'> & {
  /** Which connector it is, in which version: nobody else's is named so. */
  key: string;
  cap: number;
  receive: Receive;
  /** What `receive` is made of, for a thread that makes its own. */
  source: { connector: BodyConnector; language: Language };
};

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
    builtIn
      .filter(({ body }) => body.format !== 'feed')
      .map(one => [one.id, toReceiving(one.id, one, language, onProblem)]),
  );
  const kept = keepFound<ReceivingConnector>(mostKept);

  async function findPublished(key: string, tenantId: string, id: string, version: string) {
    const connector = await organization.find(tenantId, id, version);
    return connector && toReceiving(key, connector, language, onProblem);
  }

  return ({ tenantId, connector, connectorVersion }) => {
    if (connectorVersion === null) return receiving.get(connector);
    const key = `${tenantId} ${connector} ${connectorVersion}`;
    return kept(key, () => findPublished(key, tenantId, connector, connectorVersion));
  };
}

function toReceiving(key: string, connector: Connector, language: Language, onProblem?: OnProblem): ReceivingConnector {
  const { guide: _guide, icon: _icon, samples: _samples, ...read } = connector;
  return {
    key,
    cap: connector.body.cap,
    receive: createReceive(read, language, onProblem),
    source: { connector: read, language },
    verification: connector.verification,
    ...(connector.deliveryId && { deliveryId: connector.deliveryId }),
  };
}
