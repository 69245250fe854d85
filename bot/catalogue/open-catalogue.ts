import type { Cloud } from '../policy/cloud.ts';
import type { Store } from '../store/store.ts';
import { builtInConnectors } from './built-in.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import type { Connector } from './connector-files.ts';
import { loadConnectors } from './connector-folder.ts';
import { readListedConnectors } from './lifecycle.ts';
import { createOrganizationCatalogue, type OrganizationCatalogue } from './organization-catalogue.ts';

/** The catalogue with what it is made of. */
export interface OpenedCatalogue {
  catalogue: Catalogue;
  organization: OrganizationCatalogue;
  builtIn: readonly Connector[];
  /** What is wrong in folders of built-in connectors, which were left out. */
  problems: readonly string[];
}

/** Reads the built-in connectors and Microsoft's list, and puts the organisation's own beside them. */
export function openCatalogue(options: { store: Store; cloud: Cloud; now: () => number }): OpenedCatalogue {
  const { connectors: builtIn, problems } = loadConnectors(builtInConnectors);
  const listed = readListedConnectors();
  const taken = new Set([...builtIn, ...listed].map(one => one.id));
  const organization = createOrganizationCatalogue({ ...options, isTaken: id => taken.has(id) });
  return { catalogue: createCatalogue({ ...options, builtIn, listed, organization }), organization, builtIn, problems };
}
