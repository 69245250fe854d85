import { useState } from 'react';
import type { ConnectionDetail } from '../../bot/api/contract.ts';
import { carryOver, changesOf, type Draft, draftOf } from './draft.ts';
import type { OpenConnection } from './open-connection.ts';

interface Base {
  data: ConnectionDetail;
  etag: string | undefined;
}

export interface OpenDraft {
  draft: Draft;
  /** What the draft was begun on: a change is only made of that, never of what somebody else has saved since. */
  base: Base;
  change(part: Partial<Draft>): void;
  /** Begins anew on what was saved, or what there is; what was typed is let go. */
  begin(base: Base): void;
  /** Goes on, on another version; what was typed stays. */
  carry(base: Base): void;
}

/** The draft of a connection's form. As long as nothing is typed, it follows the connection. */
export function useDraft({ data, etag }: OpenConnection): OpenDraft {
  const [state, setState] = useState(() => ({ base: { data, etag }, draft: draftOf(data) }));
  const begin = (base: Base) => setState({ base, draft: draftOf(base.data) });
  const { base, draft } = state;
  if (data.version > base.data.version && !changesOf(base.data, draft)) begin({ data, etag });
  return {
    draft,
    base,
    change: part => setState(before => ({ ...before, draft: { ...before.draft, ...part } })),
    begin,
    carry: next => setState(before => ({ base: next, draft: carryOver(before.draft, before.base.data, next.data) })),
  };
}
