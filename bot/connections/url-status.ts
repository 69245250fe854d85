import type { AttentionReason, Time } from '../store/schema.ts';

/** What people are told of a connection's URL. */
export type UrlStatus = 'up-to-date' | 'attention-required' | 'waiting-for-first-message' | 'expired';

/** What the status of a URL follows from. */
export interface UrlFacts {
  now: Time;
  /** When the current URL ends, or ended; null where nothing ends it. */
  endsAt: Time | null;
  /** When the first message came in on it. */
  firstUsedAt: Time | null;
  /** It took the place of an older URL, of this connection or of the one that was recreated. */
  tookPlace: boolean;
  /** A new connection takes the place of this one and waits for its first message. */
  isReplaced: boolean;
  /** Something requires that it is regenerated. */
  needsAttention: boolean;
}

/** A URL that nobody has to do anything about is up to date, also where it was never called. */
export function urlStatus(facts: UrlFacts): UrlStatus {
  if (hasEnded(facts.endsAt, facts.now)) return 'expired';
  if (facts.isReplaced) return 'waiting-for-first-message';
  if (facts.needsAttention) return 'attention-required';
  return facts.tookPlace && facts.firstUsedAt === null ? 'waiting-for-first-message' : 'up-to-date';
}

/** A URL answers 410 from the very moment of its end. */
export function hasEnded(endsAt: Time | null, now: Time): boolean {
  return endsAt !== null && endsAt <= now;
}

/** Why a URL must be regenerated, and by when. */
export interface Attention {
  reason: AttentionReason;
  deadline: Time;
}

/** The one that counts: that of the earliest deadline. */
export function mostUrgent<One extends Attention>(attention: readonly One[]): One | undefined {
  return attention.toSorted((a, b) => a.deadline - b.deadline)[0];
}

/**
 * Whether a URL ends at the deadline. That of an imported connection does not: what ends there is the URL at
 * Microsoft, and a sender that moves late must still find ours.
 */
export const endsUrl = (reason: AttentionReason): boolean => reason !== 'imported';
