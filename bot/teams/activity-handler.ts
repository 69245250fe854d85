import type { IncomingActivity } from './activity.ts';
import type { BotOptions } from './bot-options.ts';
import { answerMessage } from './commands.ts';
import { ConnectorError } from './connector-error.ts';
import { handleInstallation, handleTeamMessage, handleTeamUpdate, teamEventOf } from './team-events.ts';

/**
 * The bot: what it does about an activity of Teams that expects no answer (see `invokes/` for those that do).
 * Activities that mean nothing to us are let be.
 */
export function createActivityHandler(options: BotOptions): (activity: IncomingActivity) => Promise<void> {
  const { now } = options;

  return async activity => {
    // Through other channels of the Bot Framework, whoever writes decides what stands in channelData.
    if (activity.channelId !== 'msteams') return;
    const event = teamEventOf(activity, now());
    switch (activity.type) {
      case 'installationUpdate':
        if (event) await handleInstallation(event, options);
        return;
      case 'conversationUpdate':
        if (event) await handleTeamUpdate(event, options);
        return;
      case 'message':
        if (event) await handleTeamMessage(event, options);
        await reply(activity, options);
    }
  };
}

/** An answer is not kept: where Teams does not take it, whoever asked asks again. */
async function reply(activity: IncomingActivity, options: BotOptions): Promise<void> {
  const { id, conversation, serviceUrl } = activity;
  if (!id || !conversation) return;
  try {
    const message = await answerMessage(activity, options);
    await options.botConnector.reply({ serviceUrl, conversationId: conversation.id, activityId: id }, message);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    options.log.warn({ status: error.status, code: error.code, reason: error.message }, 'a reply was not posted');
  }
}
