import type { RootKeys } from './root-keys.ts';
import { readToken, type Token, tokenBytes, writeToken } from './token.ts';

/** The three shapes of one address. They are credentials: never in logs, errors or cards. */
export interface WebhookUrls {
  /** For people: `/w/` and 43 characters, since many senders cap the length. */
  short: string;
  /** Microsoft's shape of 2021, for senders that check the path. */
  webhookb2: string;
  /** The shape of Workflows, query included, which answers 202 as those senders expect. */
  workflows: string;
}

export interface UrlOwner {
  tenantId: string;
  /** The Microsoft 365 group's id; the shape needs one, nothing is read from it. */
  groupId: string | null;
}

/**
 * What a Workflows URL ends with: some senders refuse one without (apprise takes it for no Workflows URL unless there is
 * a `sig` of letters, digits, `-` and `_`). It is the same for every URL and nothing is read from it: the token in the
 * path is the one secret.
 */
const workflowsQuery = 'api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=none';

const emptyGuid = '00000000-0000-0000-0000-000000000000';

/** The URLs of a token. `publicUrl` has no slash at its end. */
export function webhookUrls(keys: RootKeys, publicUrl: string, token: Token, owner: UrlOwner): WebhookUrls {
  const bytes = writeToken(keys, token);
  const text = bytes.toString('base64url');
  const hex = bytes.toString('hex');
  const place = `${owner.groupId ?? emptyGuid}@${owner.tenantId}`;
  return {
    short: `${publicUrl}/w/${text}`,
    webhookb2: `${publicUrl}/webhookb2/${place}/IncomingWebhook/${hex.slice(0, 32)}/${guid(hex.slice(32))}`,
    workflows: `${publicUrl}/workflows/${text}/triggers/manual/paths/invoke?${workflowsQuery}`,
  };
}

/** Reads the token of the shapes `/w/…` and `/workflows/…`; undefined if it is forged or malformed. */
export function readShortToken(keys: RootKeys, text: string): Token | undefined {
  if (!/^[\w-]{43}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  // 43 characters hold two bits more than the token: only one spelling of it is valid.
  return bytes.toString('base64url') === text ? readToken(keys, bytes) : undefined;
}

/** Reads the token of `/webhookb2/…`, whose two halves are the last two segments; undefined if it is forged. */
export function readWebhookb2Token(keys: RootKeys, first: string, second: string): Token | undefined {
  if (!/^[\da-f]{32}$/i.test(first) || !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(second)) return undefined;
  const bytes = Buffer.from(first + second.replaceAll('-', ''), 'hex');
  return bytes.length === tokenBytes ? readToken(keys, bytes) : undefined;
}

const guid = (hex: string) =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
