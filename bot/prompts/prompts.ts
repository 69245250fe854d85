import { checkArrival } from './check-arrival.ts';
import { channelsToLookAt, channelsWithoutPrompt, everyChannel } from './due-channels.ts';
import { followChannel, type Unanswered } from './follow-channel.ts';
import { giveNotices } from './owner-notices.ts';
import { changePrompt, openPrompt } from './prompt-rows.ts';
import type { ChannelPlace, PromptsOptions } from './prompts-options.ts';
import { giveReminders, type PutOff, type Reminder, remindTomorrow } from './reminders.ts';

/** Tells the people of the channels which webhook URLs must be regenerated, until it is done. */
export interface Prompts {
  /** One look at everything that is due. Rounds never overlap; those asked for meanwhile follow. */
  round(): Promise<void>;
  /** Something about the URLs of a channel has changed: its card follows at once. */
  changed(place: ChannelPlace): void;
  /** "Remind me tomorrow", for the one who pressed. */
  remindTomorrow(reminder: Reminder): Promise<void>;
  start(): void;
  /** Begins no further look; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

const roundEvery = 30_000;
/** How often every prompt is looked at, for what nothing has told of, such as further calls to an old URL. */
const lookAtAllEvery = 60 * 60 * 1000;
/** How often channels are looked for in which something is open and nobody was told. */
const lookForUntoldEvery = 5 * 60 * 1000;
/** Other processes, such as the command line, may write a little later than their clock says. */
const overlap = 5 * 60 * 1000;
/** How long a channel that could not be posted to is let be. */
const tryAgainAfter = 24 * 60 * 60 * 1000;
const channelsAtOnce = 8;

/** Everything is driven by the store, so that a restart loses nothing; what is kept here only spares work. */
export function createPrompts(options: PromptsOptions): Prompts {
  const { store, now, onError } = options;
  const unanswered: Unanswered = new Map();
  const putOff: PutOff = new Map();
  const changedPlaces = new Map<string, ChannelPlace>();
  /** Channels whose cards are on their way. */
  const underWay = new Map<string, ChannelPlace>();
  const tryAgainAt = new Map<string, { place: ChannelPlace; at: number }>();
  let lookedAt: number | undefined;
  let lookedAtAll: number | undefined;
  let lookedForUntold = 0;
  let last: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isWoken = false;

  async function look(): Promise<void> {
    const at = now();
    const isAll = lookedAt === undefined || lookedAtAll === undefined || at - lookedAtAll >= lookAtAllEvery;
    if (isAll) await options.ageUrls?.(at);
    const places = isAll ? await everyChannel(store) : await channelsToLookAt(store, (lookedAt ?? 0) - overlap, at);
    if (isAll) lookedForUntold = at;
    else if (at - lookedForUntold >= lookForUntoldEvery) {
      places.push(...(await channelsWithoutPrompt(store)));
      lookedForUntold = at;
    }
    // Whatever an earlier run has sent.
    if (lookedAt === undefined) for (const place of places) underWay.set(keyOf(place), place);
    await checkArrivals(at);
    await followAll([...places, ...takeChanged(), ...[...unanswered.values()].map(({ place }) => place)]);
    await giveReminders(options, putOff);
    await giveNotices(options);
    lookedAt = at;
    if (isAll) lookedAtAll = at;
  }

  async function checkArrivals(at: number): Promise<void> {
    for (const [key, { place, at: due }] of tryAgainAt) {
      if (due > at) continue;
      tryAgainAt.delete(key);
      const prompt = await openPrompt(store, place);
      if (prompt) await changePrompt(store, prompt, { shown: '' });
      changedPlaces.set(key, place);
    }
    for (const [key, place] of underWay) {
      const arrival = await checkArrival(store, place, at);
      if (arrival === 'under way') continue;
      underWay.delete(key);
      if (arrival === 'ask the channel') changedPlaces.set(key, place);
      if (arrival === 'try again') tryAgainAt.set(key, { place, at: at + tryAgainAfter });
    }
  }

  function takeChanged(): ChannelPlace[] {
    const places = [...changedPlaces.values()];
    changedPlaces.clear();
    return places;
  }

  /** Several side by side: most of the time goes to the directory. */
  async function followAll(places: readonly ChannelPlace[]): Promise<void> {
    const left = [...new Map(places.map(place => [keyOf(place), place])).values()];
    const work = async () => {
      for (let place = left.shift(); place && !isStopped; place = left.shift()) {
        try {
          if (await followChannel(options, unanswered, place)) underWay.set(keyOf(place), place);
        } catch (error) {
          changedPlaces.set(keyOf(place), place);
          onError(error);
        }
      }
    };
    await Promise.all(Array.from({ length: channelsAtOnce }, work));
  }

  function next(work: () => Promise<void>): Promise<void> {
    const ended = last.then(() => (isStopped ? undefined : work()));
    last = ended.catch(() => undefined);
    return ended;
  }

  return {
    round: () => next(look),
    changed(place) {
      changedPlaces.set(keyOf(place), place);
      if (timer === undefined || isWoken) return;
      isWoken = true;
      void next(() => {
        isWoken = false;
        return followAll(takeChanged());
      }).catch(onError);
    },
    remindTomorrow: reminder => remindTomorrow(store, reminder, now()),
    start() {
      let isUnderWay = false;
      const round = async () => {
        if (isUnderWay) return;
        isUnderWay = true;
        await next(look).catch(onError);
        isUnderWay = false;
      };
      timer = setInterval(round, roundEvery);
      void round();
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await last;
    },
  };
}

const keyOf = ({ tenantId, channelId }: ChannelPlace) => `${tenantId} ${channelId}`;
