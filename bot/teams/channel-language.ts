import type { Language } from '../locales/language.ts';
import type { BotOptions } from './bot-options.ts';
import type { Place } from './place.ts';
import { recipientOf } from './recipient.ts';

/** What stands in a channel has many readers: it is in the language of the team, else of the organization. */
export async function channelLanguage(
  { tenantId, channelId }: Pick<Place, 'tenantId' | 'channelId'>,
  { store, language }: Pick<BotOptions, 'store' | 'language'>,
): Promise<Language> {
  const recipient = await recipientOf(store, { tenantId, channelId });
  return recipient?.language ?? language;
}
