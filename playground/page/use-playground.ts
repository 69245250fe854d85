import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { fetchPosts, fetchTeam } from './api.ts';
import { listen } from './event-stream.ts';
import { initialState, type PageState, reduce } from './page-state.ts';

export type Playground = {
  state: PageState;
  /** Why something could not be read, for a person. */
  problem: string | undefined;
  openChannel: (channelId: string) => void;
  /** Reads the posts before those that are loaded in the open channel. */
  loadEarlier: () => Promise<void>;
};

/** Reads the team and the posts of the open channel, and keeps both up to date. */
export function usePlayground(): Playground {
  const [state, dispatch] = useReducer(reduce, channelInAddress(), initialState);
  const [problem, setProblem] = useState<string>();
  const { channelId, connection } = state;
  const loaded = channelId === undefined ? undefined : state.channels[channelId];
  const mustRead = channelId !== undefined && (!loaded || state.stale.includes(channelId));
  const latest = useRef(state);
  latest.current = state;

  const readTeam = useCallback(async () => {
    try {
      dispatch({ type: 'team', team: await fetchTeam() });
      setProblem(undefined);
    } catch (error) {
      setProblem(reason(error));
    }
  }, []);

  useEffect(
    () =>
      listen({
        connected: () => {
          dispatch({ type: 'connected' });
          void readTeam();
        },
        lost: () => dispatch({ type: 'lost' }),
        post: (kind, event) => dispatch({ type: 'event', kind, event }),
        world: () => void readTeam(),
      }),
    [readTeam],
  );

  useEffect(() => {
    if (!mustRead || !state.team || connection !== 'open') return;
    let stopped = false;
    const known = new Set(latest.current.channels[channelId]?.posts.map(post => post.id));
    fetchPosts(channelId)
      .then(page => {
        if (!stopped) dispatch({ type: 'latest', channelId, page, known });
      })
      .catch((error: unknown) => {
        if (!stopped) setProblem(reason(error));
      });
    return () => {
      stopped = true;
    };
  }, [mustRead, channelId, connection, state.team]);

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
    const { channelId: id, channels } = latest.current;
    const first = id === undefined ? undefined : channels[id]?.posts[0];
    if (id === undefined || !first) return;
    try {
      dispatch({ type: 'earlier', channelId: id, page: await fetchPosts(id, first.id) });
    } catch (error) {
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
