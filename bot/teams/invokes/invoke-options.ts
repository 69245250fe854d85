import type { BotTexts } from '../../locales/bot-texts.ts';
import type { Language } from '../../locales/language.ts';
import type { Store } from '../../store/store.ts';
import type { IncomingActivity } from '../activity.ts';
import type { DialogOptions } from '../dialog.ts';
import type { InvokeAnswer } from './invoke-answer.ts';

/** What the bot needs to answer invokes. */
export interface InvokeOptions extends DialogOptions {
  store: Store;
  /** Where that of whoever asks is none of ours. */
  language: Language;
  /** "Remind me tomorrow", for the one who pressed. */
  remindTomorrow: (reminder: { tenantId: string; channelId: string; userId: string }) => Promise<void>;
}

/** Answers one kind of invoke. Teams waits for five seconds at least, fifteen at most. */
export type Invoke = (activity: IncomingActivity, texts: BotTexts, options: InvokeOptions) => Promise<InvokeAnswer>;
