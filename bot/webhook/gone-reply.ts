import type { FoundConnection } from '../connections/find-connection.ts';
import { hasEnded } from '../connections/url-status.ts';
import { type Reply, replies } from './replies.ts';

/** The 410 of a URL that is no more, with what to do about it; undefined for one that works. `now` in milliseconds. */
export function goneReply(
  connection: Pick<FoundConnection, 'status' | 'isRecreated' | 'urlEndsAt' | 'urlIsCurrent'>,
  now: number,
): Reply | undefined {
  if (connection.status === 'removed') return connection.isRecreated ? replies.recreated : replies.removed;
  if (!hasEnded(connection.urlEndsAt, now)) return undefined;
  return connection.urlIsCurrent ? replies.urlExpired : replies.urlEnded;
}
