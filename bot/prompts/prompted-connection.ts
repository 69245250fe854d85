import type { Call } from '../connections/old-urls.ts';
import type { UrlStatus } from '../connections/url-status.ts';
import type { AttentionReason, Time } from '../store/schema.ts';

/** A connection as a prompt shows it. Nothing of its URL. */
export interface PromptedConnection {
  id: string;
  name: string;
  /** An Entra object id; null where it was added on the command line. */
  createdBy: string | null;
  status: UrlStatus;
  /** What is still open, the most urgent first; empty where nothing is left to do but to wait. */
  open: OpenAttention[];
  /** When the URL in use ends, or ended; null where nothing ends it. */
  endsAt: Time | null;
  /** Null where it does not wait for the first message on its new URL. */
  wait: Wait | null;
  refusedCalls: number;
  /** The last calls to the URLs that are to be replaced, or were; the newest first. */
  lastCalls: Call[];
}

/**
 * How it is with the first message on the new URL.
 * - `covered`: the old URL goes on meanwhile
 * - `uncovered`: the old URL has ended
 * - `long`: it ended seven days ago. A service may have nothing to send, so nobody is kept waiting for it
 */
export type Wait = 'covered' | 'uncovered' | 'long';

const longWait = 7 * 24 * 60 * 60 * 1000;

/**
 * @param endsAt when the old URL ends; null where none does
 * @param updatedAt since when the new URL is there
 */
export function waitOf(endsAt: Time | null, updatedAt: Time, now: Time): Wait {
  if (endsAt !== null && endsAt > now) return 'covered';
  return now < Math.max(endsAt ?? 0, updatedAt) + longWait ? 'uncovered' : 'long';
}

export interface OpenAttention {
  reason: AttentionReason;
  since: Time;
  deadline: Time;
  /** Such as where a leaked URL was seen; written by people. */
  detail: string | null;
}

/** Somebody who has to act still, or whose URL ended before anybody did. */
export const isOpen = ({ open }: PromptedConnection): boolean => open.length > 0;

/** It has a new URL, but its service still sends to the old one, which has ended. */
export const isLosing = ({ wait, refusedCalls }: PromptedConnection): boolean =>
  (wait === 'uncovered' || wait === 'long') && refusedCalls > 0;
