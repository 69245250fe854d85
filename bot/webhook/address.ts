import type { RootKeys } from '../connections/root-keys.ts';
import type { Token } from '../connections/token.ts';
import { readShortToken, readWebhookb2Token } from '../connections/webhook-url.ts';

export type UrlShape = 'short' | 'webhookb2' | 'workflows';

/** Whether a path is that of a webhook URL, but for a doubled slash before it. */
export const isDoubledPath = (path: string): boolean => /^\/{2,}(?:w|webhookb2|workflows)\//.test(path);

/** What a request's path says: the shape of the URL, and its token unless it is forged or malformed. */
export interface Address {
  shape: UrlShape;
  token: Token | undefined;
}

/**
 * Reads the path of a request, query included:
 * `/w/TOKEN`, `/webhookb2/GROUP@TENANT/PROVIDER/HEX/GUID[/V2…]`, `/workflows/TOKEN/triggers/manual/paths/invoke`.
 */
export function readAddress(keys: RootKeys, url: string): Address {
  const [path = ''] = url.split('?', 1);
  // As many slashes as there are stand for one: whoever joins addresses often writes two.
  const [shape, ...segments] = path.split('/').filter(segment => segment !== '');
  switch (shape) {
    case 'webhookb2':
      return { shape, token: readWebhookb2(keys, segments) };
    case 'workflows':
      return { shape, token: readWorkflows(keys, segments) };
    default:
      return { shape: 'short', token: segments.length === 1 ? readShortToken(keys, segments[0] ?? '') : undefined };
  }
}

/** A further segment that begins with V2, as Microsoft's URLs had since October 2024, is accepted and ignored. */
function readWebhookb2(keys: RootKeys, segments: string[]): Token | undefined {
  const [place = '', , first = '', second = '', extra] = segments;
  const known = segments.length === 4 || (segments.length === 5 && extra?.startsWith('V2'));
  return known && /^[^@]+(?:@|%40)[^@]+$/i.test(place) ? readWebhookb2Token(keys, first, second) : undefined;
}

function readWorkflows(keys: RootKeys, [token = '', ...rest]: string[]): Token | undefined {
  return rest.join('/') === 'triggers/manual/paths/invoke' ? readShortToken(keys, token) : undefined;
}
