import type { PromptTable, Time } from '../store/schema.ts';

export type Stage = PromptTable['stage'];

/** A URL that must be regenerated: since when it is so, and by when. */
export interface Open {
  since: Time;
  deadline: Time;
}

/** What the people of a channel were told. */
export interface Told {
  stage: Stage;
  /** The earliest deadline ahead that they were told of. */
  deadline: Time;
  /** When the next reminder was to be given; null where none was left. */
  nextAt: Time | null;
}

/** What is to be done now, and when to look again. */
export interface Plan {
  /** Undefined: nobody is to be reminded now. */
  due: { stage: Stage; post: 'new' | 'in place' } | undefined;
  /** What they know after that. */
  told: Told;
}

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** Reminders that would follow one another more closely are one: the later one. */
const apart = 6 * hour;

/** The later, the more urgent. */
const order: readonly Stage[] = ['first', 'half time', 'seven days', 'one day', 'deadline'];

/**
 * What the people of a channel are to be told now. Each reminder comes once; what was missed, while the service was
 * down or the channel could not be reached, becomes one: the most urgent that is due. The card that stands is updated,
 * except for the last two, and where a deadline came up that is nearer than those that were told.
 *
 * @param open what must still be regenerated in the channel
 * @param told undefined where nothing stands in the channel
 */
export function planPrompt(now: Time, open: readonly Open[], told: Told | undefined): Plan {
  const ahead = nearest(open.filter(({ deadline }) => deadline > now));
  const passed = open.filter(({ deadline }) => deadline <= now);
  const isNews = !told || (ahead !== undefined && (told.nextAt === null || ahead.deadline < told.deadline));
  const after = {
    // Where all deadlines have passed, the last one is kept: a nearer one is then news.
    deadline: ahead?.deadline ?? told?.deadline ?? Math.max(0, ...open.map(({ deadline }) => deadline)),
    nextAt: ahead === undefined ? null : nextReminder(now, ahead, told),
  };
  const plan = (due: Plan['due']): Plan => ({ due, told: { stage: due?.stage ?? told?.stage ?? 'first', ...after } });
  if (open.length === 0) return plan(undefined);

  const from = told && !isNews ? told.nextAt : 0;
  if (from === null) return plan(undefined);
  // Where something new came up, the channel knows of what has passed.
  const due = [...(told && isNews ? [] : passed), ...(ahead ? [ahead] : [])]
    .flatMap(reminders)
    .filter(({ at }) => at >= from && at <= now)
    .map(({ stage }) => stage)
    .sort((a, b) => order.indexOf(b) - order.indexOf(a))
    .at(0);
  const stage = due ?? (isNews ? 'first' : undefined);
  if (stage === undefined) return plan(undefined);
  const isLast = stage === 'one day' || stage === 'deadline';
  return plan({ stage, post: isNews || isLast ? 'new' : 'in place' });
}

/** Of the same deadline none comes earlier than was planned, also where what is left is open since a later time. */
function nextReminder(now: Time, ahead: Open, told: Told | undefined): Time {
  const planned = told?.deadline === ahead.deadline ? (told.nextAt ?? 0) : 0;
  return reminders(ahead).find(({ at }) => at > now && at >= planned)?.at ?? ahead.deadline;
}

/** The reminders of one deadline in the order of time. One that is near has fewer. */
export function reminders({ since, deadline }: Open): { stage: Stage; at: Time }[] {
  const wanted: { stage: Stage; at: Time }[] = [
    { stage: 'half time', at: Math.round(since + (deadline - since) / 2) },
    { stage: 'seven days', at: deadline - 7 * day },
    { stage: 'one day', at: deadline - day },
    { stage: 'deadline', at: deadline },
  ];
  const kept: typeof wanted = [];
  let next = Number.POSITIVE_INFINITY;
  // In a short time, half of it is left after the last seven days have begun.
  for (const reminder of wanted.toSorted((a, b) => a.at - b.at).toReversed()) {
    const isLast = reminder.stage === 'deadline';
    if (!isLast && (reminder.at < since + apart || reminder.at > next - apart)) continue;
    kept.unshift(reminder);
    next = reminder.at;
  }
  return kept;
}

function nearest(open: readonly Open[]): Open | undefined {
  // Of the same deadline, the one that has lasted longest: the channel was told of it first.
  return open.toSorted((a, b) => a.deadline - b.deadline || a.since - b.since)[0];
}
