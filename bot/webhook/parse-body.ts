import JSON5 from 'json5';
import { bodyText } from './body-text.ts';
import { formPayload } from './form-payload.ts';
import { isTooComplex } from './nesting.ts';
import { repairJson } from './repair-json.ts';

export type Parsed = { value: unknown } | { refused: 'empty' | 'not JSON' };

/** The lenient parser holds everything else up for a quarter of a second a megabyte. */
const lenientUpTo = 64 * 1024;
/** What is repaired takes many times its size in memory; it comes from scripts, and is small. */
const repairedUpTo = 1024 * 1024;
/** Far deeper than any card that is posted, and far more values than a service sends: up to 60 MB, once they are parsed. */
const most = { depth: 200, values: 800_000 };

/**
 * The JSON value of a body, whatever its Content-Type says: strict JSON first, then the lenient form that Microsoft
 * accepted (raw line feeds in strings; up to a size also single quotes, trailing commas, comments). A form's field `payload` counts as the body.
 */
export function parseBody(bytes: Buffer, contentType: string | undefined): Parsed {
  const text = bodyText(bytes, contentType);
  const start = text.trimStart();
  if (start === '') return { refused: 'empty' };
  if (start[0] !== '{' && start[0] !== '[') {
    const payload = formPayload(bytes, start, contentType ?? '');
    if (payload !== undefined) return payload.trim() === '' ? { refused: 'empty' } : parseJson(payload);
  }
  return parseJson(text);
}

function parseJson(text: string): Parsed {
  if (text.length > lenientUpTo && isTooComplex(text, most)) return { refused: 'not JSON' };
  const strict = attempt(JSON.parse, text);
  if (strict) return strict;
  return (text.length <= repairedUpTo ? parseLenient(repairJson(text)) : undefined) ?? { refused: 'not JSON' };
}

function parseLenient(text: string): Parsed | undefined {
  const strict = attempt(JSON.parse, text);
  return strict ?? (text.length > lenientUpTo ? undefined : attempt(JSON5.parse, text));
}

function attempt(parse: (text: string) => unknown, text: string): Parsed | undefined {
  try {
    return { value: parse(text) };
  } catch {
    return undefined;
  }
}
