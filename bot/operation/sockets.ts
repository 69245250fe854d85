import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * How many requests one socket may have waiting behind the one that is answered. Who sends more without waiting for an
 * answer is cut off: a chunk of 64 kB holds two thousand of them.
 */
const mostWaiting = 100;

/** What is known of an open socket. */
interface Held {
  /** The requests that have come and are not answered yet; the first one is being answered. */
  requests: { request: IncomingMessage; response: ServerResponse; handle: () => void }[];
  /** How much had been read when the last request was answered: more than that means that another has begun. */
  read: number;
}

/** The open sockets of a server, and what they may do. */
export interface Sockets {
  /** Answers a request once those before it on its socket are answered. */
  serve(request: IncomingMessage, response: ServerResponse, handle: () => void): void;
  /** Whether something of an answer is on its way on the socket. */
  isAnswering(socket: Socket): boolean;
  /**
   * Ends them without cutting anybody off: who has begun a request gets its answer, which says `Connection: close`.
   * Who keeps a socket open has `grace` for the request that may be on its way; after `longest` all are cut.
   * Times in milliseconds.
   */
  drain(times: { grace: number; longest: number }): Promise<void>;
  count(): number;
  /** How many were cut off, since there were too many, or too many requests on one. */
  cutOff(): number;
}

/**
 * Keeps account of a server's sockets. One request of a socket is answered at a time, and the next one in another turn
 * of the event loop, so that one sender never holds the others up. Where there are `most` sockets, the one that has
 * been quiet for longest makes room, else one that is still sending.
 */
export function keepSockets(server: Server, most: number): Sockets {
  const all = new Map<Socket, Held>();
  /** Those without a complete request, the longest quiet first. */
  const quiet = new Set<Socket>();
  let cut = 0;
  let draining = false;
  /** While draining: whether the grace is over. */
  let isLate = false;
  let onEmpty = () => {};

  function cutOff(socket: Socket): void {
    cut += 1;
    socket.destroy();
  }

  server.on('connection', (socket: Socket) => {
    if (all.size >= most) {
      const victim = whoMakesRoom();
      if (!victim) {
        cutOff(socket);
        return;
      }
      forget(victim);
      cutOff(victim);
    }
    all.set(socket, { requests: [], read: 0 });
    quiet.add(socket);
    socket.once('close', () => forget(socket));
  });

  /** The longest quiet one, else the oldest whose request is still on its way: what is being answered is never cut. */
  function whoMakesRoom(): Socket | undefined {
    const [longest] = quiet;
    if (longest) return longest;
    for (const [socket, { requests }] of all) if (requests[0]?.request.complete === false) return socket;
    return undefined;
  }

  function forget(socket: Socket): void {
    quiet.delete(socket);
    if (all.delete(socket) && all.size === 0) onEmpty();
  }

  function serve(request: IncomingMessage, response: ServerResponse, handle: () => void): void {
    const { socket } = request;
    const held = all.get(socket);
    if (!held || socket.destroyed) return;
    if (held.requests.length > mostWaiting) {
      cutOff(socket);
      return;
    }
    quiet.delete(socket);
    held.requests.push({ request, response, handle });
    response.once('close', () => answered(socket, held));
    if (draining) sayClose(held);
    if (held.requests.length === 1) handle();
  }

  function answered(socket: Socket, held: Held): void {
    held.requests.shift();
    held.read = socket.bytesRead;
    if (!all.has(socket)) return;
    if (held.requests.length === 0) {
      quiet.add(socket);
      if (isLate) socket.destroySoon();
      return;
    }
    setImmediate(() => {
      if (all.has(socket)) held.requests[0]?.handle();
    });
  }

  /** The last of what has come says that nothing more is taken. */
  function sayClose({ requests }: Held): void {
    for (const [index, { response }] of requests.entries())
      if (!response.headersSent) response.shouldKeepAlive = index < requests.length - 1;
  }

  async function drain({ grace, longest }: { grace: number; longest: number }): Promise<void> {
    draining = true;
    for (const held of all.values()) sayClose(held);
    const timers = [
      setTimeout(() => {
        isLate = true;
        for (const socket of quiet) if (socket.bytesRead === all.get(socket)?.read) socket.destroySoon();
      }, grace),
      setTimeout(() => {
        for (const socket of all.keys()) socket.destroy();
      }, longest),
    ];
    await new Promise<void>(resolve => {
      onEmpty = resolve;
      if (all.size === 0) resolve();
    });
    for (const timer of timers) clearTimeout(timer);
  }

  return {
    serve,
    isAnswering: socket => all.get(socket)?.requests[0]?.response.headersSent ?? false,
    drain,
    count: () => all.size,
    cutOff: () => cut,
  };
}
