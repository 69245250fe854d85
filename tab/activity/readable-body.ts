import { indentJson } from './indent-json.ts';

/** What the service keeps of a body, in characters. */
const kept = 64 * 1024;

/** So much is shown before somebody asks for the rest, in characters. */
export const shownAtFirst = 10_000;

export interface ReadableBody {
  text: string;
  json: boolean;
  /** `text` is the beginning; the rest was kept as well. */
  shortened: boolean;
  /** The service has kept the beginning only. */
  keptPartly: boolean;
}

/**
 * A body for people: JSON indented, what is long cut, never inside a character.
 * @param size of the whole body, in bytes
 */
export function readableBody(body: string, size: number, all: boolean): ReadableBody {
  const indented = indentJson(body);
  const text = indented ?? body;
  const shortened = !all && text.length > shownAtFirst;
  return {
    text: shortened ? beginning(text, shownAtFirst) : text,
    json: indented !== undefined,
    shortened,
    // A whole JSON document cannot have lost its end.
    keptPartly: indented === undefined && size > kept,
  };
}

function beginning(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  const cutsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, cutsPair ? length - 1 : length);
}
