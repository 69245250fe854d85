import type { z } from 'zod';
import type { ApiTexts } from '../../locales/api-texts.ts';
import { fillIn } from '../../locales/bot-texts.ts';
import { ApiError } from '../api-error.ts';
import type { FieldProblem } from '../contract.ts';

/** What `shape` reads out of something that came in. Throws an ApiError that names each field and its mend. */
export function check<Shape extends z.ZodType>(shape: Shape, given: unknown, texts: ApiTexts): z.output<Shape> {
  const read = shape.safeParse(given);
  if (read.success) return read.data;
  throw notValid(read.error.issues.flatMap(issue => problemsOf(issue, given, texts)));
}

export const notValid = (fields: FieldProblem[]) => new ApiError('not-valid', { fields });

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, given: unknown, { fields: texts }: ApiTexts): FieldProblem[] {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => ({ field: [...issue.path, key].join('.').slice(0, 200), detail: texts.unknown }));
  return [{ field, detail: detailOf(issue, given, texts) }];
}

function detailOf(issue: Issue, given: unknown, texts: ApiTexts['fields']): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? texts.required : texts.outOfRange;
    case 'too_big':
      if (issue.origin !== 'string') return texts.outOfRange;
      return fillIn(texts.tooLong, { limit: String(issue.maximum) });
    case 'invalid_format':
      return issue.format === 'url' ? texts.address : texts.control;
    case 'invalid_value':
      return texts.oneOf;
    case 'invalid_type':
      return valueAt(given, issue.path) === undefined ? texts.required : texts.invalid;
    default:
      return texts.invalid;
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    value,
  );
}
