import type { Store } from '../store/store.ts';
import type { MembershipType } from './membership-type.ts';

/** A team as an event tells of it; what the event leaves out stays as it is known. */
export interface SeenTeam {
  id: string;
  tenantId: string;
  serviceUrl: string;
  groupId: string | undefined;
  name: string | undefined;
}

/** A channel as an event tells of it. */
export interface SeenChannel {
  id: string;
  tenantId: string;
  teamId: string;
  name: string | undefined;
  membershipType: MembershipType | undefined;
}

/** What the bot's being put into a team changed. */
export type Arrival = 'new' | 'back' | 'known' | 'outdated';

/**
 * The bot is in the team since `at`. Events come more than once and out of order: an arrival that is older than the
 * bot's removal changes nothing.
 */
export async function teamArrived(store: Store, team: SeenTeam, at: number): Promise<Arrival> {
  if (await insertTeam(store, team, at)) return 'new';
  const back = await updateTeam(store, team)
    .set({ installed_at: at, removed_at: null })
    .where('removed_at', '<=', at)
    .returning('id')
    .executeTakeFirst();
  if (back) return 'back';
  const known = await updateTeam(store, team)
    .set(expression => ({
      installed_at: expression.case().when('installed_at', '<', at).then(at).else(expression.ref('installed_at')).end(),
    }))
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return known ? 'known' : 'outdated';
}

/**
 * Keeps what an event of a team tells. A team that is not known becomes so: its bot gets events only while it is in it.
 * One that the bot has left stays as it is, since events of its end come in any order.
 */
export async function teamSeen(store: Store, team: SeenTeam, at: number): Promise<Exclude<Arrival, 'back'>> {
  const known = await updateTeam(store, team).where('removed_at', 'is', null).returning('id').executeTakeFirst();
  if (known) return 'known';
  return (await insertTeam(store, team, at)) ? 'new' : 'outdated';
}

/**
 * The bot is out of the team since `at`. A removal of an unknown team is kept too, so that an older arrival that comes
 * later does not count. Answers whether this ended the bot's stay.
 */
export async function teamLeft(store: Store, team: SeenTeam, at: number): Promise<boolean> {
  const left = await updateTeam(store, team)
    .set({ removed_at: at })
    .where('removed_at', 'is', null)
    .where('installed_at', '<=', at)
    .returning('id')
    .executeTakeFirst();
  if (left) return true;
  await insertTeam(store, team, at, at);
  return false;
}

/**
 * Keeps a channel that stood at the time `at`; it comes back if it was deleted before. Answers false if it was deleted
 * since.
 */
export function channelSeen(store: Store, channel: SeenChannel, at: number): Promise<boolean> {
  return putChannel(store, channel, at, null);
}

/** The channel was deleted at `at`; one that was never known is kept as deleted. */
export function channelDeleted(store: Store, channel: SeenChannel, at: number): Promise<boolean> {
  return putChannel(store, channel, at, at);
}

async function putChannel(store: Store, channel: SeenChannel, at: number, deletedAt: number | null): Promise<boolean> {
  const { id, tenantId, teamId, name, membershipType } = channel;
  const put = await store
    .insertInto('channel')
    .values({
      id,
      tenant_id: tenantId,
      team_id: teamId,
      name: name ?? id,
      // Of a kind that nobody has told: its own members, which Graph lists for a standard channel too.
      membership_type: membershipType ?? (id === teamId ? 'standard' : 'private'),
      deleted_at: deletedAt,
    })
    .onConflict(conflict =>
      conflict
        .column('id')
        .doUpdateSet({
          ...(name === undefined ? {} : { name }),
          ...(membershipType === undefined ? {} : { membership_type: membershipType }),
          deleted_at: deletedAt,
        })
        .where('channel.tenant_id', '=', tenantId)
        .where(where => where.or([where('channel.deleted_at', 'is', null), where('channel.deleted_at', '<=', at)])),
    )
    .returning('id')
    .executeTakeFirst();
  return put !== undefined;
}

/** Answers false if there is a row already. */
async function insertTeam(
  store: Store,
  { id, tenantId, serviceUrl, groupId, name }: SeenTeam,
  installedAt: number,
  removedAt: number | null = null,
): Promise<boolean> {
  const inserted = await store
    .insertInto('team')
    .values({
      id,
      tenant_id: tenantId,
      group_id: groupId ?? null,
      name: name ?? '',
      service_url: serviceUrl,
      installed_at: installedAt,
      removed_at: removedAt,
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

function updateTeam(store: Store, { id, tenantId, serviceUrl, groupId, name }: SeenTeam) {
  return store
    .updateTable('team')
    .set({
      service_url: serviceUrl,
      ...(groupId === undefined ? {} : { group_id: groupId }),
      ...(name === undefined ? {} : { name }),
    })
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId);
}
