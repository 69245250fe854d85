/** What a document says of its own encoding, read as far as the declaration can reach. */
const declaration = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']\s*([\w.:-]+)\s*["']/i;
const declarationBytes = 1_024;
/** Of a Content-Type. */
const longestType = 200;

/**
 * The text of a feed. The byte order mark counts first, then the charset of the Content-Type, then the XML
 * declaration, then UTF-8 (RFC 7303, section 3). Two exceptions, for servers and programs that say what is not so:
 * bytes that are UTF-8 are never read as an older encoding if either of the two says UTF-8, and bytes of which nothing
 * is said and that are not UTF-8 are windows-1252. Never throws; what cannot be decoded becomes U+FFFD.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): string {
  const marked = byteOrderMark(bytes);
  if (marked) return decode(bytes, marked);
  const byHttp = known(/;\s*charset\s*=\s*["']?\s*([^"';\s]+)/i.exec(contentType?.slice(0, longestType) ?? '')?.[1]);
  const byDocument = known(declaration.exec(latin1(bytes.subarray(0, declarationBytes)))?.[1]);
  // The declaration could be read byte by byte, so the document has no encoding of two bytes.
  const said = [byHttp, byDocument].filter(label => label !== undefined && !label.startsWith('utf-16'));
  const [first = 'utf-8'] = said;
  if (said.length === 0 || said.includes('utf-8')) {
    const text = decodeUtf8(bytes);
    if (text !== undefined) return text;
    if (said.length === 0) return decode(bytes, 'windows-1252');
  }
  return decode(bytes, first);
}

function byteOrderMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  // Without a mark, a `<` of two bytes (XML 1.0, appendix F).
  if (first === 0 && second === 0x3c) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  return undefined;
}

/** The encoding's own name, undefined if there is none of this label (Encoding Standard). */
function known(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

const decode = (bytes: Uint8Array, label: string) => new TextDecoder(label).decode(bytes);
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
