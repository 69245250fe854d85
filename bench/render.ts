import { cardTexts } from '../bot/locales/card-texts.ts';
import { renderWithinLimit } from '../bot/notification/limits.ts';
import { readPayload } from '../bot/notification/read-payload.ts';
import { median } from './statistics.ts';

/** Microseconds a message. */
export interface RenderTimes {
  /** `JSON.parse` of the body, for comparison. */
  parse: number;
  /** From the parsed body to the notification that the outbox keeps. */
  read: number;
  /** From the notification to the Adaptive Card, its size measured. */
  render: number;
}

const runs = 7;

/** What reading and rendering a message costs, in this process. */
export function measureRendering(body: string, calls: number): RenderTimes {
  const value: unknown = JSON.parse(body);
  const read = readPayload(value);
  if (!read.ok) throw new Error(read.detail);
  const texts = cardTexts('en');
  return {
    parse: microseconds(calls, () => JSON.parse(body)),
    read: microseconds(calls, () => readPayload(value)),
    render: microseconds(calls, () => renderWithinLimit(read.notification, { name: 'Build server' }, texts)),
  };
}

/** The median of several runs; the first two only warm up. */
function microseconds(calls: number, run: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const begun = performance.now();
    for (let index = 0; index < calls; index += 1) run();
    return ((performance.now() - begun) / calls) * 1000;
  });
  return median(times.slice(2));
}
