import { Server as NetServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { HttpServer } from './http-server.ts';

/** The port is taken. */
export class PortInUseError extends Error {
  override name = 'PortInUseError';
}

/** Who has not sent a whole request this long after the time of grace does not get an answer, in milliseconds. */
const patience = 5_000;
/** A turn of the event loop that is shorter has left nobody waiting to be taken, in milliseconds. */
const shortTurn = 1;
const mostTurns = 100;

/**
 * Takes no new connections and lets requests under way have their answer; each connection that is kept open has
 * `grace` milliseconds for one more.
 */
export async function closeServer(server: HttpServer, grace = 0): Promise<void> {
  await untilAllAreTaken();
  // http's own close would also cut off each connection that is quiet at this moment, and its next request with it.
  NetServer.prototype.close.call(server.server);
  await server.sockets.drain({ grace, longest: grace + patience });
  server.server.close();
}

/** Who has connected and was not taken yet would be cut off: they are taken at the beginning of a turn. */
async function untilAllAreTaken(): Promise<void> {
  for (let turns = 0; turns < mostTurns; turns += 1) {
    const begun = performance.now();
    await setImmediate();
    if (performance.now() - begun < shortTurn) return;
  }
}

/** Begins to listen; `variable` is where the port comes from. Rejects with a PortInUseError. */
export function listen(
  server: HttpServer,
  { host, port }: { host: string; port: number },
  variable = 'PORT',
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const message = `Port ${port} is in use: stop what listens there, or give another ${variable}.`;
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(message) : error);
    });
    server.listen(port, host, () => resolve());
  });
}
