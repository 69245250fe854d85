import type { Cloud } from '../../policy/cloud.ts';

/**
 * Who may show the tab in a frame: Microsoft Learn, "Prerequisites" of tabs (tab-requirements), and for the government
 * clouds the hosts that teams-js knows.
 */
const publicHosts = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
];
const hosts: Record<Cloud, readonly string[]> = {
  commercial: publicHosts,
  gcc: publicHosts,
  gcchigh: ['https://gov.teams.microsoft.us', 'https://outlook.office365.us'],
  dod: ['https://dod.teams.microsoft.us', 'https://outlook-dod.office365.us', 'https://webmail.apps.mil'],
};

/** Where teams-js asks which hosts are Teams'; without it, it takes the list that it carries. */
const hostList = 'https://res.cdn.office.net';

export interface PagePolicyOptions {
  cloud: Cloud;
  /** Without a real bot; then the playground shows the tab, under its own origin, and nothing outside is asked. */
  playgroundUrl: string | undefined;
}

/** The Content-Security-Policy of the tab's page. */
export function pagePolicy({ cloud, playgroundUrl }: PagePolicyOptions): string {
  const ancestors = playgroundUrl === undefined ? hosts[cloud] : [...hosts[cloud], "'self'", playgroundUrl];
  return [
    "default-src 'none'",
    "script-src 'self'",
    // Fluent writes the styles of its components as they are needed.
    "style-src 'self' 'unsafe-inline'",
    // Connections have pictures, and cards have images, of any https address.
    "img-src 'self' data: https:",
    playgroundUrl === undefined ? `connect-src 'self' ${hostList}` : "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors.join(' ')}`,
  ].join('; ');
}
