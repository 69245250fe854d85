import type { Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { changePrompt, inChannel, openPrompt, postKey } from './prompt-rows.ts';
import type { ChannelPlace } from './prompts-options.ts';
import { cardStates } from './sent-cards.ts';

/**
 * What became of the cards of a channel's prompt.
 * - `under way`: look again later
 * - `arrived`: somewhere at least
 * - `ask the channel`: none of the owners could be written to, so the channel itself is asked with the next look
 * - `try again`: the channel cannot be posted to
 */
export type Arrival = 'under way' | 'arrived' | 'ask the channel' | 'try again';

export async function checkArrival(store: Store, place: ChannelPlace, now: Time): Promise<Arrival> {
  const prompt = await openPrompt(store, place);
  if (!prompt) return 'arrived';
  const states = [...(await cardStates(store, place, prompt.places, postKey(prompt, prompt.card))).values()];
  if (states.some(state => state === 'posted')) return 'arrived';
  if (states.some(state => state === 'waiting' || state === 'sending')) return 'under way';
  if (states.length === 0) return 'arrived';
  if (prompt.places.includes(inChannel)) {
    await changePrompt(store, prompt, { unreachable_at: now });
    return 'try again';
  }
  // Without a fingerprint the next look sends the card of this prompt anew.
  await changePrompt(store, prompt, { sent_to: JSON.stringify([inChannel]), unreachable_at: now, shown: '' });
  return 'ask the channel';
}
