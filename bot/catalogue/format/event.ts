import { z } from 'zod';
import { message } from './message.ts';
import { condition, template, texts } from './text.ts';

/** `ignored`: deliberately not posted; Activity shows the reason. The first one that holds counts. */
const ignore = z.strictObject({ when: condition.optional(), reason: texts });

/** One event of a connector: `events/ID.json`, where ID is the event's id. */
export const event = z
  .strictObject({
    $schema: z.string().optional(),
    /** What people read where they choose events. */
    name: texts,
    /**
     * The event keys (see `event` in connector.json) that this event is of; `*` is any key, for what no other event
     * of the connector takes.
     */
    on: z.array(z.string().min(1)).min(1),
    /** Several events may share a key: the first whose condition holds is taken, in the order of their files. */
    when: condition.optional(),
    /** Whether a new connection gets it. */
    default: z.boolean(),
    ignore: z.array(ignore).optional(),
    message: message.optional(),
    /** In place of a message: a whole Adaptive Card, each string in it being a template. */
    card: z.record(z.string(), z.json()).optional(),
    /** In place of a message: the body is a message for Teams itself, read as Incoming Webhook reads it. */
    cards: z.literal(true).optional(),
    /** For the notification pop-up; the message's title if it is not given. */
    summary: template.optional(),
    /** What belongs to one thing (a pull request, an alert) has one thread key. */
    thread: template.optional(),
    /** `open` or `resolved`; anything else is no state. */
    state: template.optional(),
  })
  .refine(({ message, card, cards, ignore }) => {
    const given = [message, card, cards].filter(Boolean).length;
    return given === 1 || (given === 0 && ignore?.some(one => !one.when));
  }, 'give either a message, or a card, or cards, or an ignore without a condition');

export type EventFormat = z.infer<typeof event>;
