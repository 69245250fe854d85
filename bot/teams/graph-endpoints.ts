import type { Cloud } from '../policy/cloud.ts';

/** Where a cloud logs in, and where its Microsoft Graph is (Microsoft Learn, "National cloud deployments"). */
export interface GraphEndpoints {
  authorityHost: string;
  /** The origin, which is also what tokens are for. */
  graph: string;
}

const publicCloud = { authorityHost: 'https://login.microsoftonline.com', graph: 'https://graph.microsoft.com' };

export const graphEndpoints: Record<Cloud, GraphEndpoints> = {
  commercial: publicCloud,
  gcc: publicCloud,
  gcchigh: { authorityHost: 'https://login.microsoftonline.us', graph: 'https://graph.microsoft.us' },
  dod: { authorityHost: 'https://login.microsoftonline.us', graph: 'https://dod-graph.microsoft.us' },
};
