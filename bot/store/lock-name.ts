import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** How long a service has to answer, in milliseconds, before it is taken for something else. */
const patience = 5_000;
const challenge = /^\.challenge-[0-9a-f]{32}$/;

export type LockedName = { kind: 'held'; release(): void } | { kind: 'a service has it' } | { kind: 'not possible' };

/**
 * Takes a name of the operating system for a directory: the abstract address of a Unix socket (unix(7)) with the
 * directory's device and inode in it. There is no file of it that somebody could delete, and it is free as soon as
 * the process has ended, however that ends. On Linux only, and within one network namespace.
 *
 * Anybody on the machine can take such a name. So whoever has it must show that it can read the directory: it is
 * asked for the hash of a file that was just written there. Who cannot is no service, and holds nobody up.
 */
export async function lockName(directory: string): Promise<LockedName> {
  if (process.platform !== 'linux') return { kind: 'not possible' };
  const { dev, ino } = statSync(directory, { bigint: true });
  const path = `\0channel-connectors/${dev}/${ino}`;
  const server = createServer(socket => answerChallenge(directory, socket));
  server.maxConnections = 10;
  if (await listens(server, path)) return { kind: 'held', release: () => void server.close() };
  return (await canReadDirectory(directory, path)) ? { kind: 'a service has it' } : { kind: 'not possible' };
}

async function listens(server: Server, path: string): Promise<boolean> {
  server.unref();
  server.listen({ path });
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
}

function answerChallenge(directory: string, socket: Socket): void {
  socket.setEncoding('utf8').setTimeout(patience, () => socket.destroy());
  // Who asked and went away is owed nothing.
  socket.on('error', () => socket.destroy());
  socket.once('data', (asked: string) => {
    const name = asked.trim();
    try {
      socket.end(challenge.test(name) ? hashOf(readFileSync(join(directory, name))) : '');
    } catch {
      socket.end('');
    }
  });
}

async function canReadDirectory(directory: string, path: string): Promise<boolean> {
  const name = `.challenge-${randomBytes(16).toString('hex')}`;
  const secret = randomBytes(32);
  const file = join(directory, name);
  writeFileSync(file, secret, { mode: 0o600, flag: 'wx' });
  try {
    const socket = connect({ path });
    const late = setTimeout(() => socket.destroy(), patience);
    socket.write(`${name}\n`);
    const answer = await text(socket).catch(() => '');
    clearTimeout(late);
    return answer === hashOf(secret);
  } finally {
    rmSync(file, { force: true });
  }
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
