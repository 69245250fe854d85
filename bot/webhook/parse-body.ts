import JSON5 from 'json5';
import { bodyText } from './body-text.ts';

export type Parsed = { value: unknown } | { refused: 'empty' | 'not JSON' };

/** The lenient parser holds everything else up for a quarter of a second a megabyte. */
const lenientUpTo = 64 * 1024;

/**
 * The JSON value of a body, whatever its Content-Type says: strict JSON first, then the lenient form that Microsoft
 * accepted (single quotes, trailing commas, comments). A form's field `payload` counts as the body.
 */
export async function parseBody(bytes: Buffer, contentType: string | undefined): Promise<Parsed> {
  const text = bodyText(bytes, contentType);
  const start = text.trimStart();
  if (start === '') return { refused: 'empty' };
  if (start[0] !== '{' && start[0] !== '[') {
    const payload = await formPayload(bytes, start, contentType ?? '');
    if (payload !== undefined) return payload.trim() === '' ? { refused: 'empty' } : parseJson(payload);
  }
  return parseJson(text);
}

function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return parseLenient(text);
  }
}

function parseLenient(text: string): Parsed {
  if (text.length > lenientUpTo) return { refused: 'not JSON' };
  try {
    return { value: JSON5.parse(text) };
  } catch {
    return { refused: 'not JSON' };
  }
}

async function formPayload(bytes: Buffer, text: string, contentType: string): Promise<string | undefined> {
  if (/^multipart\/form-data\b/i.test(contentType)) return multipartPayload(bytes, contentType);
  return text.startsWith('payload=') || /^application\/x-www-form-urlencoded\b/i.test(contentType)
    ? (new URLSearchParams(text).get('payload') ?? undefined)
    : undefined;
}

async function multipartPayload(bytes: Buffer, contentType: string): Promise<string | undefined> {
  try {
    const request = new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } });
    const payload = (await request.formData()).get('payload');
    return typeof payload === 'string' ? payload : undefined;
  } catch {
    // Not the form that its Content-Type says.
    return undefined;
  }
}
