/** What of a request proves who sent it. */
export interface SenderRequest {
  /** The body as it came, before anything is read from it. */
  bytes: Buffer;
  /** Names in lower case; values as Node has them, one character a byte. */
  headers: Record<string, string>;
  /** The webhook URL as the sender may have it: one address has three shapes, and there may be a proxy before it. */
  urls: string[];
  /** The connection's settings of type `secret`, by their ids. */
  secrets: Record<string, string>;
  /** The other settings, by their ids. */
  plain: Record<string, unknown>;
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * `signed`: what is proved beside who sent it, the whole body or the id of the delivery (and the body). The reason is a
 * sentence for people; it holds neither secrets nor signatures.
 */
export type SenderVerdict = { verified: true; signed?: 'body' | { id: string } } | { verified: false; reason: string };

/** The request does not come with what this kind of verification looks at, so another kind may count. */
export interface Absent {
  /** A sentence that says what is missing. */
  absent: string;
}

export const verified: SenderVerdict = { verified: true };
export const verifiedBody: SenderVerdict = { verified: true, signed: 'body' };

export function notVerified(reason: string): SenderVerdict {
  return { verified: false, reason };
}

/** The value of a header; undefined if it is missing. A name is never taken for a property of every object. */
export function headerOf(request: SenderRequest, name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(request.headers, key) ? request.headers[key] : undefined;
}

/**
 * What follows `prefix` in a header, or in each of its parts if there is a separator. The prefix is the same in upper
 * and lower case, as the schemes of HTTP are.
 */
export function readHeader(
  request: SenderRequest,
  name: string,
  prefix = '',
  separator?: string,
): { values: [string, ...string[]] } | Absent {
  const header = headerOf(request, name);
  if (header === undefined) return { absent: `The header ${name} is missing.` };
  const parts = separator === undefined ? [header] : header.split(separator).map(part => part.trim());
  const [first, ...others] = parts
    .filter(part => part.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase())
    .map(part => part.slice(prefix.length))
    .filter(value => value !== '');
  if (first !== undefined) return { values: [first, ...others] };
  return {
    absent:
      prefix === '' ? `The header ${name} is empty.` : `The header ${name} has nothing that begins ${prefix.trim()}.`,
  };
}
