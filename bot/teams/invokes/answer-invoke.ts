import { botTexts } from '../../locales/bot-texts.ts';
import { languageOf } from '../../locales/language.ts';
import type { IncomingActivity } from '../activity.ts';
import { cardAction } from './card-action.ts';
import { composeExtensionFetchTask } from './compose-extension-fetch-task.ts';
import { composeExtensionSubmitAction } from './compose-extension-submit-action.ts';
import { configFetch } from './config-fetch.ts';
import { configSubmit } from './config-submit.ts';
import type { InvokeAnswer } from './invoke-answer.ts';
import type { Invoke, InvokeOptions } from './invoke-options.ts';
import { taskFetch } from './task-fetch.ts';
import { taskSubmit } from './task-submit.ts';

const invokes: Record<string, Invoke> = {
  'task/fetch': taskFetch,
  'task/submit': taskSubmit,
  'composeExtension/fetchTask': composeExtensionFetchTask,
  'composeExtension/submitAction': composeExtensionSubmitAction,
  'config/fetch': configFetch,
  'config/submit': configSubmit,
  'adaptiveCard/action': cardAction,
};

/**
 * Answers what Teams asks while somebody waits, in the language of whoever waits. An invoke that we do not know gets
 * 501, as the Bot Framework has it (botbuilder, TeamsActivityHandler.onInvokeActivity).
 */
export function createInvokeHandler(options: InvokeOptions): (activity: IncomingActivity) => Promise<InvokeAnswer> {
  return async activity => {
    const name = activity.name ?? '';
    const invoke = Object.hasOwn(invokes, name) ? invokes[name] : undefined;
    // Through other channels of the Bot Framework, whoever writes decides what stands in channelData.
    if (!invoke || activity.channelId !== 'msteams') return { status: 501 };
    const language = languageOf(activity.locale ?? '') ?? options.language;
    return invoke(activity, botTexts(language), options);
  };
}
