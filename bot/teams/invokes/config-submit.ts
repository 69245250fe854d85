import type { Invoke } from './invoke-options.ts';

/**
 * `config/submit`: the configuration's dialog has been closed by its page, which has saved everything itself. Teams
 * expects a message or a further dialog (Microsoft Learn, "Bot configuration experience").
 */
export const configSubmit: Invoke = async (_activity, texts) => ({
  status: 200,
  body: { responseType: 'config', config: { type: 'message', value: texts.dialog.saved } },
});
