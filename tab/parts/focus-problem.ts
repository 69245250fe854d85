import type { FieldProblem } from '../../bot/api/contract.ts';

/** The id of the control of a field, such as `settings.secret`. */
export function fieldId(field: string): string {
  return `field-${field}`;
}

/** Moves the focus to the first field, in the page's order, that something is wrong with. Answers whether one is there. */
export function focusFirstProblem(problems: readonly FieldProblem[]): boolean {
  const ids = new Set(problems.flatMap(({ field }) => ancestors(field)).map(fieldId));
  const first = [...document.querySelectorAll<HTMLElement>('[id^="field-"]')].find(element => ids.has(element.id));
  first?.focus();
  return first !== undefined;
}

/** `settings.events.3` is shown at `settings.events`. */
function ancestors(field: string): string[] {
  const parts = field.split('.');
  return parts.map((_, length) => parts.slice(0, parts.length - length).join('.'));
}
