import { z } from 'zod';
import type { ApiTexts } from '../../locales/api-texts.ts';
import { notValid } from './check.ts';

/** Where a page ended: the values of the last row in the order of the list. Nothing for callers to read. */
export function writeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** What `writeCursor` wrote, undefined for the first page. Throws an ApiError. */
export function readCursor<Shape extends z.ZodType>(
  shape: Shape,
  cursor: string | undefined,
  texts: ApiTexts,
): z.output<Shape> | undefined {
  if (cursor === undefined) return undefined;
  const read = jsonIn(shape).safeParse(Buffer.from(cursor, 'base64url').toString());
  if (!read.success) throw notValid([{ field: 'cursor', detail: texts.fields.cursor }]);
  return read.data;
}

function jsonIn<Shape extends z.ZodType>(shape: Shape) {
  return z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('no JSON');
        return z.NEVER;
      }
    })
    .pipe(shape);
}
