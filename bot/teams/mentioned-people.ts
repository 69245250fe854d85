import type { People } from '../notification/mentions.ts';
import { visibleLine } from '../notification/visible-text.ts';
import { selectChannel } from '../store/select-channel.ts';
import type { Store } from '../store/store.ts';
import type { Directory } from './directory.ts';
import { createExpiringCache } from './expiring-cache.ts';
import { personOf } from './recipient.ts';
import { withTimeout } from './with-timeout.ts';

/** Finds the members of a channel to whom addresses belong. Never throws: who cannot be found is mentioned by name. */
export type FindMentioned = (channel: { tenantId: string; channelId: string }, addresses: string[]) => Promise<People>;

export interface MentionedPeopleOptions {
  store: Store;
  directory: Pick<Directory, 'addressed'>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told once for a while where the directory could not be asked. */
  onError: (error: unknown) => void;
  /** How long a post waits for an answer, in milliseconds. */
  timeout?: number;
}

type Found = { id: string; name: string } | undefined;

/** Who is in a team changes seldom, and a mention that comes late does no harm. */
const lifetime = 10 * 60_000;
/** A directory that did not answer is left alone for so long, that no post waits for it meanwhile. */
const pause = 60_000;
const mostKept = 10_000;

/** Each address is asked for once in a while in each channel, all of one post in one question. */
export function createMentionedPeople(options: MentionedPeopleOptions): FindMentioned {
  const { store, directory, now, onError, timeout = 3_000 } = options;
  const known = createExpiringCache<Found>(lifetime, now, mostKept);
  const unanswered = createExpiringCache<true>(pause, now);

  async function ask(tenantId: string, channelId: string, addresses: string[]): Promise<Map<string, Found>> {
    const channel = await selectChannel(store, { tenantId, channelId })
      .select(['team.group_id as groupId', 'channel.membership_type as membershipType'])
      .executeTakeFirst();
    if (!channel) return new Map();
    const question = directory.addressed({ tenantId, channelId, ...channel }, addresses);
    const people = await withTimeout(question, timeout);
    return new Map([...people].map(([address, { id, name }]) => [address, { id, name: visibleLine(name ?? address) }]));
  }

  return async ({ tenantId, channelId }, addresses) => {
    const people = new Map<string, { id: string; name: string }>();
    if (personOf(channelId) !== undefined || unanswered.kept(placeOf(tenantId, channelId))) return people;
    const missing: string[] = [];
    const { promise: answer, resolve, reject } = Promise.withResolvers<Map<string, Found>>();
    const asked = addresses.map(async address => {
      const found = await known.get(`${placeOf(tenantId, channelId)} ${address}`, () => {
        missing.push(address);
        return answer.then(all => all.get(address));
      });
      if (found) people.set(address, found);
    });
    if (missing.length > 0) ask(tenantId, channelId, missing).then(resolve, reject);
    await Promise.all(asked).catch(async (error: unknown) => {
      onError(error);
      await unanswered.get(placeOf(tenantId, channelId), async () => true);
    });
    return people;
  };
}

const placeOf = (tenantId: string, channelId: string) => `${tenantId} ${channelId}`;
