import { isIP } from 'node:net';
import { hostOf, isHostName } from './host-name.ts';
import { OutgoingError } from './outgoing-error.ts';

const mostCharacters = 8192;

/**
 * Reads a URL that may be called; a redirect's may be relative to the one that it came `from`. It is understood as the
 * WHATWG parser does, which turns every spelling of an IPv4 address (decimal, octal, hex, short, full-width digits) into
 * the usual one. The fragment and a dot at the end of the host go.
 * Throws an OutgoingError `refused-url` that does not repeat the address.
 */
export function readUrl(text: string, from?: URL): URL {
  const url = parse(text, from);
  if (url instanceof URL) return url;
  const beginning = from ? `The host ${from.host} redirects to an address that` : 'This address';
  throw new OutgoingError('refused-url', `${beginning} cannot be called: it ${url.fault}.`, from?.host);
}

function parse(text: string, from: URL | undefined): URL | { fault: string } {
  if (text.length > mostCharacters) return { fault: `has more than ${mostCharacters} characters` };
  // The parser drops tabs and newlines and takes a backslash for a slash; no honest address depends on that.
  if (hasControlCharacters(text) || /^[^?#]*\\/.test(text)) return { fault: 'has characters that no address has' };
  const url = URL.parse(text, from?.href);
  if (url === null) return { fault: 'is not a complete and valid address' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { fault: 'does not begin with https:// or http://' };
  if (url.username !== '' || url.password !== '') return { fault: 'has a user name or password before its host' };
  url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  const host = hostOf(url);
  return isIP(host) === 0 && !isHostName(host) ? { fault: 'has no valid host name' } : url;
}

function hasControlCharacters(text: string): boolean {
  return [...text].some(character => character < ' ' || character === '\u007f');
}
