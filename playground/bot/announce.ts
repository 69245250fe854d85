import type { Clock } from '../clock.ts';
import { installationUpdate, type Setting, teamMembersUpdate } from './activities.ts';
import { type Activity, type BotLink, BotUnreachableError } from './bot-link.ts';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;
/** A bot that is just starting is no news. */
const LOGGED_FROM_MS = 1_500;

/** What has been delivered already, kept between starts. */
export type Delivered = { has: (name: string) => boolean; add: (name: string) => void };

/**
 * Tells the bot once that its app was installed in the team, as Teams does: `installationUpdate` and the
 * `conversationUpdate` with the bot in `membersAdded`. Tries until the bot has taken each, also over restarts, and
 * logs one line for each new reason why not.
 */
export async function announceInstallation(
  setting: Setting,
  link: BotLink,
  delivered: Delivered,
  clock: Clock,
  closing: AbortSignal,
  log: (line: string) => void,
): Promise<void> {
  const { world } = setting;
  const steps: [string, () => Activity][] = [
    ['installationUpdate', () => installationUpdate(setting, 'add', world.team.id)],
    ['conversationUpdate', () => teamMembersUpdate(setting, 'Added', [world.bot.id])],
  ];
  let lastReason = '';
  for (const [name, activity] of steps) {
    let wait = FIRST_WAIT_MS;
    while (!delivered.has(name) && !closing.aborted) {
      const reason = await whyNot(link, activity());
      if (reason === undefined) {
        delivered.add(name);
        break;
      }
      if (closing.aborted) return;
      if (reason !== lastReason && wait >= LOGGED_FROM_MS) {
        log(`${reason} The playground goes on trying to tell it that it was installed.`);
        lastReason = reason;
      }
      await clock.wait(wait, closing).catch((error: unknown) => {
        if (!closing.aborted) throw error;
      });
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    }
  }
}

async function whyNot(link: BotLink, activity: Activity): Promise<string | undefined> {
  try {
    const { status } = await link.send(activity);
    return status >= 200 && status < 300 ? undefined : `The bot answered ${status} to ${activity.type}.`;
  } catch (error) {
    if (error instanceof BotUnreachableError) return error.message;
    throw error;
  }
}
