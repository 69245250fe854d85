import { z } from 'zod';
import type { Role } from '../policy/rights.ts';

/** Microsoft Learn, "aadUserConversationMember resource type"; others, such as anonymous guests, have no user id. */
export const teamMember = z.object({
  userId: z.string().nullish(),
  displayName: z.string().nullish(),
  email: z.string().nullish(),
  tenantId: z.string().nullish(),
  roles: z.array(z.string()).nullish(),
});
export type TeamMember = z.infer<typeof teamMember>;

/** People of other tenants, whom a shared channel may have, are nobody here: they cannot sign on either. */
export function roleIn(tenantId: string, { roles, tenantId: home }: TeamMember): Role {
  // `owner` in one list, `Owner` in another (Microsoft Learn, "List members of team" and "List allMembers").
  const names = (roles ?? []).map(role => role.toLowerCase());
  if (names.includes('guest')) return 'guest';
  if (home && home.toLowerCase() !== tenantId.toLowerCase()) return 'none';
  return names.includes('owner') ? 'owner' : 'member';
}
