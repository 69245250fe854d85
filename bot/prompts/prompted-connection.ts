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
  refusedCalls: number;
  /** The last calls to the URLs that are to be replaced, or were; the newest first. */
  lastCalls: Call[];
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
