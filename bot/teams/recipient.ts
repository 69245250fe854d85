import type { Language } from '../locales/language.ts';
import { selectChannel } from '../store/select-channel.ts';
import type { Store } from '../store/store.ts';

/** Where posts for a channel or a person are sent, and in which language. */
export interface Recipient {
  serviceUrl: string;
  /** The team's, else the organization's; null where nobody has set one. */
  language: Language | null;
}

const personPrefix = 'user:';

/** The Entra object id in `user:OBJECT_ID`; undefined for a channel. */
export function personOf(channelId: string): string | undefined {
  return channelId.startsWith(personPrefix) ? channelId.slice(personPrefix.length) : undefined;
}

/** Undefined where nothing is known of it. */
export function recipientOf(
  store: Store,
  { tenantId, channelId }: { tenantId: string; channelId: string },
): Promise<Recipient | undefined> {
  return personOf(channelId) === undefined ? ofChannel(store, tenantId, channelId) : ofPerson(store, tenantId);
}

/** Teams decides whether a channel can be reached, so one that was deleted, or whose team is left, is tried too. */
function ofChannel(store: Store, tenantId: string, channelId: string): Promise<Recipient | undefined> {
  return selectChannel(store, { tenantId, channelId })
    .select(eb => [
      'team.service_url as serviceUrl',
      eb.fn.coalesce('group_config.language', 'organization_config.language').as('language'),
    ])
    .executeTakeFirst();
}

/**
 * A person is reached through any team of the tenant that the bot is in, or was: who has the app in the own list of
 * apps is reached all the same, and Teams decides.
 */
function ofPerson(store: Store, tenantId: string): Promise<Recipient | undefined> {
  return store
    .selectFrom('team')
    .leftJoin('organization_config', 'organization_config.tenant_id', 'team.tenant_id')
    .select(['team.service_url as serviceUrl', 'organization_config.language'])
    .where('team.tenant_id', '=', tenantId)
    .orderBy(eb => eb('team.removed_at', 'is', null), 'desc')
    .orderBy('team.installed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
