/** Of every link in a card: what it opens learns nothing of the page, and no search engine counts it as ours. */
export const LINK_REL = 'noopener noreferrer nofollow';

/**
 * An address that a card may lead to: http, https and mailto only, as in Teams. Everything else (script, data, file,
 * relative addresses) is undefined.
 */
export function safeAddress(address: string): string | undefined {
  try {
    const url = new URL(address);
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
