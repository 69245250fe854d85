import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { fetchPosts, fetchTeam } from './api.ts';
import { listen } from './event-stream.ts';
import { initialState, type PageState, reduce } from './page-state.ts';
import { untilRead } from './until-read.ts';

export type Playground = {
  state: PageState;
  /** Why something could not be read, for a person. */
  problem: string | undefined;
  openChannel: (channelId: string) => void;
  /** Reads the posts before those that are loaded in the open channel. */
  loadEarlier: () => Promise<void>;
};

/**
 * Reads the team and the posts of the open channel, and keeps both up to date. What cannot be read is asked for again;
 * nothing waits for the stream of events, after whose opening everything is read anew.
 */
export function usePlayground(): Playground {
  const [state, dispatch] = useReducer(reduce, channelInAddress(), initialState);
  const [problem, setProblem] = useState<string>();
  const { channelId, connections, teamAsked } = state;
  const isLost = state.connection === 'lost';
  const hasTeam = state.team !== undefined;
  const loaded = channelId === undefined ? undefined : state.channels[channelId];
  const mustRead = channelId !== undefined && (!loaded || state.stale.includes(channelId));
  const latest = useRef(state);
  latest.current = state;

  useEffect(
    () =>
      listen({
        connected: () => dispatch({ type: 'connected' }),
        lost: () => dispatch({ type: 'lost' }),
        post: (kind, event) => dispatch({ type: 'event', kind, event }),
        world: () => dispatch({ type: 'world' }),
      }),
    [],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: teamAsked says that it must be read once more
  useEffect(() => {
    if (isLost) return;
    return untilRead(
      fetchTeam,
      team => {
        dispatch({ type: 'team', team });
        setProblem(undefined);
      },
      error => setProblem(reason(error)),
    );
  }, [teamAsked, isLost]);

  useEffect(() => {
    if (!mustRead || !hasTeam || isLost) return;
    let isDone = false;
    dispatch({ type: 'reading', channelId });
    // As many as are loaded: they may all have changed.
    const count = latest.current.channels[channelId]?.posts.length ?? 0;
    const stop = untilRead(
      () => fetchPosts(channelId, { atLeast: count }),
      page => {
        isDone = true;
        dispatch({ type: 'latest', channelId, page, connections });
        setProblem(undefined);
      },
      error => setProblem(reason(error)),
    );
    return () => {
      stop();
      if (!isDone) dispatch({ type: 'not-read', channelId });
    };
  }, [mustRead, channelId, connections, hasTeam, isLost]);

  useEffect(() => {
    const onHashChange = () => {
      const id = channelInAddress();
      if (id !== undefined && id !== latest.current.channelId) dispatch({ type: 'opened', channelId: id });
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);

  const openChannel = useCallback((id: string) => {
    location.hash = `/channels/${encodeURIComponent(id)}`;
    dispatch({ type: 'opened', channelId: id });
  }, []);

  const loadEarlier = useCallback(async () => {
    const { channelId: id, channels, connections: asked } = latest.current;
    const first = id === undefined ? undefined : channels[id]?.posts[0];
    if (id === undefined || !first) return;
    dispatch({ type: 'reading', channelId: id });
    try {
      const page = await fetchPosts(id, { before: first.id });
      dispatch({ type: 'earlier', channelId: id, page, before: first.id, connections: asked });
    } catch (error) {
      dispatch({ type: 'not-read', channelId: id });
      setProblem(reason(error));
    }
  }, []);

  return { state, problem, openChannel, loadEarlier };
}

/** The channel that the page's address names, so that a reload shows the same one. */
function channelInAddress(): string | undefined {
  const encoded = /^#\/channels\/(.+)$/.exec(location.hash)?.[1];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
