import { mask } from '../delivery/mask.ts';
import { visibleLine } from '../notification/visible-text.ts';

const longest = 200;

/** A header of a caller as people may see it: short, on one line, without secrets. Null where there is none. */
export function shownHeader(value: string | undefined): string | null {
  return value === undefined ? null : mask(visibleLine(value.slice(0, longest)));
}
