import type { Server } from 'restify';

/** The port is taken. */
export class PortInUseError extends Error {
  override name = 'PortInUseError';
}

/** Who has not sent a whole request within this time after the stop began does not get an answer. */
const drainTimeout = 10_000;

/** Lets requests under way have their answer, and each connection that is kept open one more at the most. */
export async function closeServer(server: Server): Promise<void> {
  server.server.prependListener('request', (_, response) => {
    response.shouldKeepAlive = false;
  });
  const late = setTimeout(() => server.server.closeAllConnections(), drainTimeout);
  await new Promise<void>(resolve => {
    server.close(() => resolve());
    server.server.closeIdleConnections();
  });
  clearTimeout(late);
}

/** Begins to listen. Rejects with a PortInUseError. */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(
        inUse ? new PortInUseError(`Port ${port} is in use: stop what listens there, or give another PORT.`) : error,
      );
    });
    server.listen(port, host, () => resolve());
  });
}
