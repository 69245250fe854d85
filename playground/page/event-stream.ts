import { EVENTS_URL, type PostEvent, readPostEvent } from './api.ts';
import type { PostEventKind } from './page-state.ts';

export type StreamListener = {
  /** The stream is open, for the first time or again: what happened meanwhile is not told. */
  connected: () => void;
  lost: () => void;
  post: (kind: PostEventKind, event: PostEvent) => void;
  /** The team, its channels or what to try changed. */
  world: () => void;
};

const KINDS: readonly PostEventKind[] = ['post', 'update', 'delete', 'reply'];
const RETRY_MS = 1500;

/** Listens to the playground's events until the returned function is called; connects again by itself. */
export function listen(listener: StreamListener): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    source = new EventSource(EVENTS_URL);
    source.onopen = () => listener.connected();
    source.onerror = () => {
      listener.lost();
      // The browser's own retry gives up when something else answers on the port, so it is done here.
      source?.close();
      retry = setTimeout(connect, RETRY_MS);
    };
    source.addEventListener('world', () => listener.world());
    for (const kind of KINDS) {
      source.addEventListener(kind, (event: MessageEvent<unknown>) => {
        const parsed = typeof event.data === 'string' ? readPostEvent(event.data) : undefined;
        if (parsed) listener.post(kind, parsed);
        else console.error(`The playground sent an event "${kind}" that this page does not understand.`);
      });
    }
  }

  connect();
  return () => {
    clearTimeout(retry);
    source?.close();
  };
}
