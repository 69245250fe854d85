import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Post } from '../post.ts';

export type EventName = 'post' | 'update' | 'delete' | 'reply' | 'world';
/** `post` is always the thread's first post with all its replies, so that a page replaces it by its id. */
export type EventData = { channelId: string; post: Post } | Record<string, never>;
export type Publish = (event: EventName, data: EventData) => void;

/** The stream of server-sent events for open pages. */
export type Events = {
  publish: Publish;
  subscribe: (request: IncomingMessage, response: ServerResponse) => void;
  close: () => void;
};

const HEARTBEAT_MS = 15_000;
/** A page that reads no more than this behind is cut off; it comes back by itself and asks anew. */
const MAX_BACKLOG_BYTES = 16 * 1024 * 1024;

export function createEvents(): Events {
  const pages = new Set<ServerResponse>();
  const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();

  function send(chunk: string): void {
    for (const page of pages) {
      page.write(chunk);
      if (page.writableLength > MAX_BACKLOG_BYTES) page.destroy();
    }
  }

  return {
    publish: (event, data) => {
      if (pages.size > 0) send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    subscribe: (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      pages.add(response);
      request.on('close', () => pages.delete(response));
      response.on('close', () => pages.delete(response));
    },
    close: () => {
      clearInterval(heartbeat);
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}
