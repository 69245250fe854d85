import type { Input } from './command.ts';
import { UsageError } from './usage-error.ts';

/** Settings of ours beside the switches of Exchange: by the names of their options, with what they take. */
export const organizationSettings = {
  language: 'en|fr',
  'old-url-hours': 'HOURS',
  'url-max-age-days': 'DAYS',
  'prompt-in': 'channel|chat',
} as const;
export const groupSettings = { language: 'en|fr' } as const;

/** Any of them can be given as `default`, which unsets it. */
export const settingsUsage = (settings: Record<string, string>) =>
  Object.entries(settings)
    .map(([name, form]) => `[--${name} ${form}|default]`)
    .join(' ');

/** One of some words: null for `default`, undefined where the option was not given. Throws a UsageError. */
export function givenWord<Word extends string>(
  input: Input,
  name: string,
  words: readonly Word[],
): Word | null | undefined {
  const given = input.option(name);
  if (given === undefined) return undefined;
  if (given === 'default') return null;
  const word = words.find(one => one === given);
  if (word === undefined) throw new UsageError(`--${name} is one of ${[...words, 'default'].join(', ')}.`);
  return word;
}

/** A whole number from 1: null for `default`, undefined where the option was not given. Throws a UsageError. */
export function givenNumber(input: Input, name: string, most: number): number | null | undefined {
  const given = input.option(name);
  if (given === undefined) return undefined;
  if (given === 'default') return null;
  if (!/^\d{1,6}$/.test(given) || Number(given) < 1 || Number(given) > most)
    throw new UsageError(`--${name} is a number from 1 to ${most}, or default.`);
  return Number(given);
}
