/** What the bot answered: its status and its body (parsed when it is JSON). */
export type BotAnswer = { status: number; body?: unknown };

/** The way to the bot. */
export type BotLink = {
  /** @throws {BotUnreachableError} when it does not answer */
  send: (activity: Activity) => Promise<BotAnswer>;
};

/** An activity as Teams sends it; its shapes are made in activities.ts. */
export type Activity = { type: string; [name: string]: unknown };

/** The bot did not answer: not started, no bot configured, or slower than Teams waits. */
export class BotUnreachableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'BotUnreachableError';
  }
}

/** Teams waits 15 seconds for a bot (Microsoft Learn, "Bot configuration experience" and "Invoke"). */
const TIMEOUT_MS = 15_000;

/**
 * @param botUrl the bot's messaging endpoint; undefined: there is no bot
 * @param bearer makes the token of each request; undefined: none is sent
 * @param closing ends what is under way
 */
export function createBotLink(
  botUrl: string | undefined,
  bearer: (() => Promise<string>) | undefined,
  closing: AbortSignal,
): BotLink {
  return {
    send: async activity => {
      if (botUrl === undefined) throw new BotUnreachableError('No bot is configured (BOT_ENDPOINT).');
      const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
      if (bearer) headers.authorization = `Bearer ${await bearer()}`;
      try {
        const response = await fetch(botUrl, {
          method: 'POST',
          headers,
          body: JSON.stringify(activity),
          redirect: 'manual',
          signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]),
        });
        const body = parse(await response.text());
        return body === undefined ? { status: response.status } : { status: response.status, body };
      } catch (error) {
        throw new BotUnreachableError(`The bot at ${botUrl} does not answer.`, error);
      }
    },
  };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
