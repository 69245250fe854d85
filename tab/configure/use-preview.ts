import { useEffect, useRef, useState } from 'react';
import type { Preview, PreviewRequest } from '../../bot/api/contract.ts';
import { connectorPath } from '../api/paths.ts';
import { useApi } from '../api/use-api.ts';
import { problemOf } from '../api/use-resource.ts';
import { useChannel } from '../channel.ts';
import { type Draft, pictureOf } from './draft.ts';

/** `cards` are there as long as there is something to show, also while the next ones are drawn. */
export interface ShownPreview {
  state: 'loading' | 'ready' | 'failed';
  cards?: unknown[];
  /** Why there is nothing, for people. */
  detail?: string;
}

/** Typing pauses for so long before the preview is drawn anew, in milliseconds. */
const pause = 400;

/** The cards of a sample, drawn anew a little after the name or the picture changed. */
export function usePreview(connectorId: string, sample: string | undefined, draft: Draft): ShownPreview {
  const api = useApi();
  const { id } = useChannel();
  const [preview, setPreview] = useState<ShownPreview>({ state: 'loading' });
  const drawn = useRef<string>(undefined);
  const { name } = draft;
  const pictureUrl = pictureOf(draft) ?? null;

  useEffect(() => {
    if (sample === undefined) return;
    let stopped = false;
    const draw = async () => {
      drawn.current = sample;
      const request: PreviewRequest = { sample, name: name.trim().slice(0, 100), pictureUrl };
      try {
        const { data } = await api.post<Preview>(`${connectorPath(id, connectorId)}/preview`, request, {
          changesNothing: true,
        });
        if (!stopped) setPreview({ state: 'ready', cards: data.cards });
      } catch (error) {
        if (!stopped) setPreview({ state: 'failed', detail: problemOf(error).detail });
      }
    };
    // Only typing waits; another sample is drawn at once.
    const timer = setTimeout(() => void draw(), drawn.current === sample ? pause : 0);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [api, id, connectorId, sample, name, pictureUrl]);

  return preview;
}
