import type { SettingFormat } from '../catalogue/format/settings.ts';
import { OutgoingError } from '../outgoing/outgoing-error.ts';
import { readUrl } from '../outgoing/read-url.ts';
import type { SettingFault } from './settings-error.ts';

/** A setting's value as it is stored; a secret's before it is sealed. */
export type SettingValue = string | number | boolean | string[];

/** The value, undefined where there is none; or what is wrong with it. */
export type CheckedSetting = { value: SettingValue | undefined } | { fault: SettingFault; message: string };

const longestSecret = 4000;
const longestPattern = 200;
const mostPatterns = 100;

/** Checks what somebody entered for a setting. Null, and a text or list with nothing in it, are no value. */
export function checkSetting(format: SettingFormat, given: unknown): CheckedSetting {
  const checked = checkValue(format, given ?? undefined);
  const missing = 'value' in checked && checked.value === undefined && format.required;
  return missing ? { fault: 'required', message: 'This is needed.' } : checked;
}

function checkValue(format: SettingFormat, given: unknown): CheckedSetting {
  switch (format.type) {
    case 'text':
      return checkText(given, format.maxLength);
    case 'secret':
      return checkText(given, longestSecret);
    case 'url':
      return checkUrl(given);
    case 'flag':
      return checkFlag(given ?? format.default);
    case 'number':
      return checkNumber(given ?? format.default, format.min, format.max);
    case 'patterns':
      return checkPatterns(given);
    case 'choices':
      return checkChoices(
        given,
        format.choices.map(choice => choice.value),
      );
  }
}

function checkText(given: unknown, maxLength: number): CheckedSetting {
  if (given === undefined) return { value: undefined };
  const text = typeof given === 'string' ? given.trim() : undefined;
  if (text === undefined || /\p{Cc}/u.test(text)) return invalid('Give a text in one line.');
  if (text.length > maxLength) return { fault: 'too-long', message: `Give at most ${maxLength} characters.` };
  return { value: text === '' ? undefined : text };
}

function checkUrl(given: unknown): CheckedSetting {
  const text = typeof given === 'string' ? given.trim() : given;
  if (text === undefined || text === '') return { value: undefined };
  if (typeof text !== 'string') return invalid('Give an address that begins with https://.');
  try {
    return { value: readUrl(text).href };
  } catch (error) {
    if (error instanceof OutgoingError) return { fault: 'not-an-address', message: error.message };
    throw error;
  }
}

export function checkFlag(given: unknown): CheckedSetting {
  return typeof given === 'boolean' ? { value: given } : invalid('Give true or false.');
}

function checkNumber(given: unknown, min: number, max: number): CheckedSetting {
  if (typeof given !== 'number' || !Number.isFinite(given)) return invalid('Give a number.');
  if (given < min || given > max) return { fault: 'out-of-range', message: `Give a number between ${min} and ${max}.` };
  return { value: given };
}

/** A list, or a text with one pattern a line. */
function checkPatterns(given: unknown): CheckedSetting {
  const lines = readTexts(typeof given === 'string' ? given.split(/\r?\n/) : given);
  if (!lines || lines.some(line => /\p{Cc}/u.test(line))) return invalid('Give one pattern a line.');
  if (lines.length > mostPatterns) return { fault: 'too-many', message: `Give at most ${mostPatterns} patterns.` };
  if (lines.some(line => line.length > longestPattern))
    return { fault: 'too-long', message: `A pattern can have at most ${longestPattern} characters.` };
  return { value: lines.length === 0 ? undefined : lines };
}

/** Checks a list against what can be chosen. Nothing chosen is no value. */
export function checkChoices(given: unknown, choices: readonly string[]): CheckedSetting {
  const chosen = readTexts(given);
  if (!chosen) return invalid('Give a list.');
  if (chosen.some(one => !choices.includes(one)))
    return { fault: 'unknown-choice', message: 'One of these cannot be chosen.' };
  return { value: chosen.length === 0 ? undefined : chosen };
}

/** Trimmed, each once, without empty ones; undefined if it is no list of texts. */
function readTexts(given: unknown): string[] | undefined {
  if (given === undefined) return [];
  if (!Array.isArray(given)) return undefined;
  const texts = given.flatMap(one => (typeof one === 'string' ? [one.trim()] : []));
  return texts.length === given.length ? [...new Set(texts)].filter(text => text !== '') : undefined;
}

const invalid = (message: string): CheckedSetting => ({ fault: 'invalid', message });
