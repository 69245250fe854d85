import type { SettingFormat } from '../catalogue/format/settings.ts';
import { type Input, option } from './command.ts';
import { UsageError } from './usage-error.ts';

/** How settings are given on the command line. */
export const settingOptions = { set: option.values, events: option.value, everything: option.flag };
export const settingUsage = '[--set SETTING=VALUE]… [--events EVENT,… | --everything]';

/** What was entered for the settings of a connector, each in the form that its type wants. Throws a UsageError. */
export function enteredSettings(settings: readonly SettingFormat[], input: Input): Record<string, unknown> {
  const entered: Record<string, unknown> = {};
  for (const given of input.options('set')) {
    const [, id = '', text = ''] = /^([A-Za-z0-9]+)=(.*)$/s.exec(given) ?? [];
    const setting = settings.find(one => one.id === id);
    if (!setting) {
      const known = settings.map(one => one.id).join(', ');
      throw new UsageError(
        `--set ${id || given}: ${known === '' ? 'this connector has no settings' : `there is ${known}`}.`,
      );
    }
    entered[id] = parsed(setting, text);
  }
  const events = input.option('events');
  if (events !== undefined) entered.events = listOf(events);
  if (input.flag('everything')) entered.everything = true;
  return entered;
}

function parsed({ id, type }: SettingFormat, text: string): unknown {
  switch (type) {
    case 'flag':
      if (text !== 'true' && text !== 'false') throw new UsageError(`--set ${id} is true or false.`);
      return text === 'true';
    case 'number':
      return Number(text);
    case 'patterns':
    case 'choices':
      return listOf(text);
    default:
      return text;
  }
}

const listOf = (text: string) =>
  text
    .split(/[,\n]/)
    .map(part => part.trim())
    .filter(part => part !== '');
