import type { Cloud } from './cloud.ts';

/** What `Set-OrganizationConfig` sets in Exchange; null where an administrator has set nothing. */
export interface OrganizationConfig {
  ConnectorsEnabled: boolean | null;
  ConnectorsEnabledForTeams: boolean | null;
  ConnectorsActionableMessagesEnabled: boolean | null;
}

/** What `Set-UnifiedGroup` sets for one group. */
export interface GroupConfig {
  ConnectorsEnabled: boolean | null;
}

export type ConnectorsEnabled = { enabled: true } | { enabled: false; by: 'organization' | 'group' };

/**
 * Whether connectors work in a team. The organization overrides the group ("The tenant setting overrides the group
 * setting"). They are off by default in GCC, where either of the organization's two switches turns them on
 * (Manage Microsoft 365 connectors, 30 January 2023: "set the ConnectorsEnabled or ConnectorsEnabledForTeams
 * parameters to $true").
 */
export function connectorsEnabled(
  cloud: Cloud,
  organization: OrganizationConfig,
  group: GroupConfig,
): ConnectorsEnabled {
  if (!organizationAllows(cloud, organization)) return { enabled: false, by: 'organization' };
  if (group.ConnectorsEnabled === false) return { enabled: false, by: 'group' };
  return { enabled: true };
}

function organizationAllows(cloud: Cloud, organization: OrganizationConfig): boolean {
  const switches = [organization.ConnectorsEnabled, organization.ConnectorsEnabledForTeams];
  if (switches.includes(false)) return false;
  return cloud === 'commercial' || switches.includes(true);
}
