import { apiTexts } from '../../locales/api-texts.ts';
import { fillIn } from '../../locales/bot-texts.ts';
import type { Language } from '../../locales/language.ts';
import { type ApiError, statusOf } from '../api-error.ts';
import type { Problem } from '../contract.ts';

/** What a refused request is answered (RFC 9457), in the language of its reader. */
export function toProblem({ code, options }: ApiError, language: Language): Problem {
  const { text = code, values = {}, detail, fields } = options;
  return {
    status: statusOf[code],
    code,
    detail: detail ?? fillIn(apiTexts(language).details[text], values),
    ...(fields && { fields }),
  };
}
