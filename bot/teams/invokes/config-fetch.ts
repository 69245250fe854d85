import { connectorsDialog } from '../dialog.ts';
import { placeOf } from '../place.ts';
import type { Invoke } from './invoke-options.ts';

/**
 * `config/fetch`: the bot's configuration, after the app was put into a team and later by "Settings" on the bot. The
 * answer is a ConfigResponse, whose `config` is a dialog or a message (Microsoft Learn, "Bot configuration experience").
 */
export const configFetch: Invoke = async (activity, texts, options) => {
  const place = await placeOf(activity, options.store);
  return { status: 200, body: { responseType: 'config', config: connectorsDialog(place, texts, options) } };
};
