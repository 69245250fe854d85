import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** Byte order marks, and what the first bytes of JSON in UTF-16 look like without one. */
const marks: [encoding: string, mark: number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The text of a body. A byte order mark counts before the charset that the Content-Type names, as in browsers; bytes
 * that are no UTF-8 and name no charset are Windows-1252, as older Windows scripts send. Never throws.
 */
export function bodyText(bytes: Buffer, contentType: string | undefined): string {
  for (const [encoding, mark] of marks)
    if (mark.every((byte, index) => bytes[index] === byte)) return new TextDecoder(encoding).decode(bytes);
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
  const decoder = charset === undefined || /^utf-?8$/i.test(charset) ? undefined : decoderFor(charset);
  if (decoder) return decoder.decode(bytes);
  if (bytes.length > 1 && (bytes[0] === 0) !== (bytes[1] === 0))
    return new TextDecoder(bytes[0] === 0 ? 'utf-16be' : 'utf-16le').decode(bytes);
  // As Buffer does it: a wrong byte becomes U+FFFD. That is looked for, since a decoder that throws is far slower.
  const text = bytes.toString('utf8');
  return text.includes('\uFFFD') && !isUtf8(bytes) ? new TextDecoder('windows-1252').decode(bytes) : text;
}

function decoderFor(charset: string): TextDecoder | undefined {
  try {
    return new TextDecoder(charset);
  } catch {
    // A charset that does not exist says nothing.
    return undefined;
  }
}
