import type { Language } from '../locales/language.ts';
import { selectChannel } from '../store/select-channel.ts';
import type { Store } from '../store/store.ts';
import type { ChannelInTeam } from './directory.ts';

/** A channel in which people may have to be prompted. */
export interface PromptedChannel extends ChannelInTeam {
  channelName: string;
  teamName: string;
  /** Of its cards; null where nobody has set one. */
  language: Language | null;
  /** Of what is written to people in chats. */
  organizationLanguage: Language | null;
  /** Where its owners want to be asked. */
  promptIn: 'channel' | 'chat';
  /** Something can be posted there, as far as we know. */
  isReachable: boolean;
}

/** Undefined where nothing is known of it. */
export async function readChannel(
  store: Store,
  { tenantId, channelId }: { tenantId: string; channelId: string },
): Promise<PromptedChannel | undefined> {
  const row = await selectChannel(store, { tenantId, channelId })
    .select([
      'channel.name as channelName',
      'channel.membership_type',
      'channel.deleted_at',
      'team.name as teamName',
      'team.group_id',
      'team.removed_at',
      'organization_config.language as organizationLanguage',
      'organization_config.prompt_in',
      'group_config.language as groupLanguage',
    ])
    // A team that was archived, and a channel that Teams refuses, have suspended their connections.
    .select(eb =>
      eb
        .selectFrom('connection')
        .select(({ fn }) => fn.countAll<number>().as('suspended'))
        .whereRef('connection.tenant_id', '=', 'channel.tenant_id')
        .whereRef('connection.channel_id', '=', 'channel.id')
        .where('connection.suspended_at', 'is not', null)
        .where('connection.removed_at', 'is', null)
        .as('suspended'),
    )
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    tenantId,
    channelId,
    groupId: row.group_id,
    membershipType: row.membership_type,
    channelName: row.channelName,
    teamName: row.teamName,
    language: row.groupLanguage ?? row.organizationLanguage,
    organizationLanguage: row.organizationLanguage,
    promptIn: row.prompt_in ?? 'channel',
    isReachable: row.deleted_at === null && row.removed_at === null && row.suspended === 0,
  };
}
