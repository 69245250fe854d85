import type { User } from '../world.ts';
import { invoke, type Place, type Setting } from './activities.ts';
import type { Activity } from './bot-link.ts';

// Shapes: Microsoft Learn, "Universal Actions for Adaptive Cards", "Use dialogs with bots", "Action commands: create
// and send dialogs" and "Bot configuration experience"; the names as botbuilder's TeamsActivityHandler takes them.

/** The person who clicks, and how that person has set up Teams. */
export type Reader = { user: User; locale: string; theme: string };

/** `adaptiveCard/action`: an Action.Execute of a card. */
export function cardAction(
  setting: Setting,
  { user, locale }: Reader,
  place: Place,
  activityId: string,
  action: { type: string; id?: string | undefined; verb?: string | undefined; data?: unknown },
): Activity {
  const value = { action: { ...action, verb: action.verb ?? '', data: action.data ?? {} }, trigger: 'manual' };
  return invoke(setting, user, place, { name: 'adaptiveCard/action', value, replyToId: activityId, locale });
}

/** `task/fetch`: an Action.Submit whose data ask for a dialog. `task/submit`: what that dialog came back with. */
export function task(
  setting: Setting,
  { user, locale, theme }: Reader,
  place: Place,
  activityId: string,
  step: 'fetch' | 'submit',
  data: unknown,
): Activity {
  const value = { data, context: { theme } };
  return invoke(setting, user, place, { name: `task/${step}`, value, replyToId: activityId, locale });
}

/** `composeExtension/fetchTask`: a command of the message extension, from the box to write a message. */
export function fetchCommand(setting: Setting, reader: Reader, place: Place, commandId: string): Activity {
  return command(setting, reader, place, 'composeExtension/fetchTask', { commandId });
}

/** `composeExtension/submitAction`: what the dialog of a command came back with. */
export function submitCommand(
  setting: Setting,
  reader: Reader,
  place: Place,
  commandId: string,
  data: unknown,
): Activity {
  return command(setting, reader, place, 'composeExtension/submitAction', { commandId, data });
}

function command(
  setting: Setting,
  { user, locale, theme }: Reader,
  place: Place,
  name: string,
  content: { commandId: string; data?: unknown },
): Activity {
  const value = { ...content, commandContext: 'compose', context: { theme } };
  return invoke(setting, user, place, { name, value, locale, source: 'compose' });
}

/** `config/fetch`: the bot's settings. `config/submit`: what their dialog came back with. */
export function config(
  setting: Setting,
  { user, locale, theme }: Reader,
  place: Place,
  step: 'fetch' | 'submit',
  data: unknown = {},
): Activity {
  return invoke(setting, user, place, { name: `config/${step}`, value: { data, context: { theme } }, locale });
}
