export interface TestMessage {
  activityId: string;
}

/** Where an outcome is asked for and is rare, a page may hold fewer than `limit`, or none, and still have a next one. */
export interface ActivityPage {
  activities: ActivitySummary[];
  next: string | null;
}

/**
 * What became of a request: posted; waiting for its turn or tried again; failed (a dead letter, which can be
 * replayed); ignored or refused with the reason.
 */
export type ActivityOutcome = 'posted' | 'waiting' | 'failed' | 'ignored' | 'refused';

export interface ActivitySummary {
  id: string;
  at: number;
  outcome: ActivityOutcome;
  /** For people: why it was ignored, refused, tried again or given up. */
  reason: string | null;
  summary: string | null;
  /** Empty for a test message, whose `userAgent` says who sent it. */
  address: string;
  userAgent: string | null;
  size: number;
  /** The status that the sender got. */
  status: number;
}

export interface ActivityDetail extends ActivitySummary {
  contentType: string | null;
  /** As received, secrets masked; its beginning, if it is long. */
  body: string | null;
  /** There was a body, and no space to keep it. */
  bodyLeftOut: boolean;
  deliveries: DeliveryView[];
}

export interface DeliveryView {
  id: number;
  state: 'waiting' | 'sending' | 'posted' | 'dead letter' | 'cancelled';
  attempts: number;
  possibleDuplicates: number;
  error: string | null;
  queuedAt: number;
  finishedAt: number | null;
  /** Adaptive Cards, as posted or as they will be. */
  cards: unknown[];
}

export interface Replayed {
  replayed: number;
}
