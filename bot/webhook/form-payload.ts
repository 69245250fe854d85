/**
 * The field `payload` of a form, as several services send their JSON; undefined if the body is no form or has no such
 * field. `text` is the body as text. Never throws, and takes time in proportion to the size: Node's own readers of
 * forms read every field, which holds everything else up for seconds on a megabyte of them.
 */
export function formPayload(bytes: Buffer, text: string, contentType: string): string | undefined {
  if (/^multipart\/form-data\b/i.test(contentType)) return multipartPayload(bytes, contentType);
  return text.startsWith(field) || /^application\/x-www-form-urlencoded\b/i.test(contentType)
    ? urlencodedPayload(text)
    : undefined;
}

const field = 'payload=';

/** The first field of the name alone is read, in the way of the WHATWG URL Standard. */
function urlencodedPayload(text: string): string | undefined {
  for (let at = text.indexOf(field); at !== -1; at = text.indexOf(field, at + field.length)) {
    if (at > 0 && text[at - 1] !== '&') continue;
    const end = text.indexOf('&', at);
    return decodeField(text.slice(at, end === -1 ? text.length : end));
  }
  return undefined;
}

/** What is not encoded as it should be is read up to this size only: that takes many times its size in memory. */
const malformedUpTo = 1024 * 1024;

function decodeField(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.slice(field.length).replaceAll('+', ' '));
  } catch {
    return encoded.length > malformedUpTo ? undefined : (new URLSearchParams(encoded).get('payload') ?? undefined);
  }
}

/** The headers of a part are a few lines. */
const longestHead = 4 * 1024;

/** RFC 7578: parts between lines of `--BOUNDARY`, each with headers, an empty line and its value. */
function multipartPayload(bytes: Buffer, contentType: string): string | undefined {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`--${boundary}`);
  let start = bytes.indexOf(delimiter);
  while (start !== -1) {
    const begin = start + delimiter.length;
    start = bytes.indexOf(delimiter, begin);
    if (start === -1) return undefined;
    const part = bytes.subarray(begin, start);
    const headEnd = part.subarray(0, longestHead).indexOf('\r\n\r\n');
    const head = part.toString('latin1', 0, Math.max(headEnd, 0));
    if (/^content-disposition:[^\r\n]*;\s*name="?payload"?(?:\s*;|\s*$)/im.test(head))
      return part.toString('utf8', headEnd + 4).replace(/\r\n$/, '');
  }
  return undefined;
}
