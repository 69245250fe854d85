import type { Person } from './person.ts';

export type UrlStatus = 'up-to-date' | 'attention-required' | 'waiting-for-first-message' | 'expired';

export interface UrlState {
  status: UrlStatus;
  /** Why it needs attention; null where it does not. */
  reason: AttentionReason | null;
  /** When the URL in use ends, or ended. */
  deadline: number | null;
  /** Requests that the ended URL was refused. */
  refusedCalls: number;
}

export type AttentionReason = 'transition' | 'root-key' | 'leaked' | 'age' | 'imported';

/** How a URL is regenerated: `update` for an incoming webhook, `recreate` for the other types. */
export type Regenerate = 'update' | 'recreate';

/** A credential: for the one who asked, never kept. */
export interface WebhookUrlView {
  url: string;
  /** The same address in the shape of Microsoft's connectors, for senders that check the path. */
  webhookb2: string;
  /** The same address in the shape of Workflows, which answers 202. */
  workflows: string;
  state: UrlState;
  /** Older URLs that still work, the newest first. */
  oldUrls: OldUrl[];
  version: number;
}

export interface OldUrl {
  generation: number;
  createdAt: number;
  /** When it ends, or ended. */
  endsAt: number;
  /** Requests since it was replaced, and how many of them were refused because it had ended. */
  calls: number;
  refusedCalls: number;
  lastCall: Call | null;
}

/** Who called: so that nobody has to guess which script to change. */
export interface Call {
  at: number;
  address: string;
  userAgent: string | null;
}

export interface UrlTransitionView {
  /** Null where none is under way. */
  transition: {
    epoch: number;
    reason: 'transition' | 'root-key';
    startedAt: number;
    startedBy: Person | null;
    deadline: number;
  } | null;
  /** Connections whose URL must be regenerated because of it, or was. */
  counts: { open: number; waiting: number; done: number; expired: number };
  /** What nobody can be reached for: the administrator's own list. */
  unreachable: { connectionId: string; name: string; team: string; channel: string }[];
}
