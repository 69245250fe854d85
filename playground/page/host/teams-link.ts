import { z } from '../zod.ts';
import type { DialogSize } from './dialog-size.ts';

/** What a link into Teams leads to (Microsoft Learn, "Deep links"). */
export type TeamsLink =
  | { to: 'tab'; entityId: string; channelId?: string; subEntityId?: string; webUrl?: string }
  | { to: 'dialog'; url: string; title: string; width: DialogSize; height: DialogSize }
  | { to: 'channel'; channelId: string };

const HOSTS = ['teams.microsoft.com', 'teams.cloud.microsoft', 'gov.teams.microsoft.us', 'dod.teams.microsoft.us'];

const contextSchema = z.object({ channelId: z.string().optional(), subEntityId: z.string().optional() });
const namedSize = z.enum(['small', 'medium', 'large']);
const pixels = z.coerce.number().positive();

/** Reads `/l/entity/…` (a tab), `/l/task/…` (a dialog) and `/l/channel/…`. Undefined: it is none of these. */
export function readTeamsLink(address: string): TeamsLink | undefined {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || !HOSTS.includes(url.hostname)) return undefined;
  const [, l, kind, first, second] = url.pathname.split('/').map(decoded);
  if (l !== 'l') return undefined;
  const query = url.searchParams;
  if (kind === 'entity' && second) {
    const { channelId, subEntityId } = contextSchema.safeParse(json(query.get('context'))).data ?? {};
    const webUrl = query.get('webUrl');
    return {
      to: 'tab',
      entityId: second,
      ...(channelId === undefined ? {} : { channelId }),
      ...(subEntityId === undefined ? {} : { subEntityId }),
      ...(webUrl === null ? {} : { webUrl }),
    };
  }
  if (kind === 'task') {
    const page = query.get('url');
    if (page === null) return undefined;
    return {
      to: 'dialog',
      url: page,
      title: query.get('title') ?? '',
      width: size(query.get('width')),
      height: size(query.get('height')),
    };
  }
  return kind === 'channel' && first ? { to: 'channel', channelId: first } : undefined;
}

function size(value: string | null): DialogSize {
  return namedSize.safeParse(value).data ?? pixels.safeParse(value).data ?? 'small';
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function json(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}
