import { isIP } from 'node:net';
import { hostOf, isHostName } from './host-name.ts';
import { OutgoingError } from './outgoing-error.ts';

const mostCharacters = 8192;

/**
 * Reads a URL that may be called, as the WHATWG parser understands it, which turns every spelling of an IPv4 address
 * (decimal, octal, hex, short, full-width digits) into the usual one. The fragment and a dot at the end of the host go.
 * Throws an OutgoingError `refused-url` that does not repeat what is wrong.
 */
export function readUrl(text: string, base?: URL): URL {
  if (text.length > mostCharacters) throw refusal(`has more than ${mostCharacters} characters`);
  // The parser drops tabs and newlines and takes a backslash for a slash; no honest address depends on that.
  if (hasControlCharacters(text) || /^[^?#]*\\/.test(text)) throw refusal('has characters that no address has');
  const url = URL.parse(text, base?.href);
  if (url === null) throw refusal('is not a complete and valid address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refusal('does not begin with https:// or http://');
  if (url.username !== '' || url.password !== '') throw refusal('has a user name or password before its host');
  url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  const host = hostOf(url);
  if (isIP(host) === 0 && !isHostName(host)) throw refusal('has no valid host name');
  return url;
}

const refusal = (fault: string) => new OutgoingError('refused-url', `This address cannot be called: it ${fault}.`);

function hasControlCharacters(text: string): boolean {
  return [...text].some(character => character < ' ' || character === '\u007f');
}
