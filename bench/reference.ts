import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { sharedDirectory } from './body.ts';
import { type Program, startProgram } from './process.ts';

/** What the service is held against: the same framework and database, doing the least. */
export interface Reference {
  program: Program;
  url: string;
}

const shared = join(sharedDirectory, 'intake-limit.mjs');
const own = join(import.meta.dirname, 'intake-limit.ts');

/** The program that is used: the one that the requirements bring along, else our copy of the same work. */
export const referenceFile = () => (existsSync(shared) ? shared : own);

export async function startReference(mode: 'bare' | 'durable', scratch: string): Promise<Reference> {
  const directory = join(scratch, randomUUID());
  mkdirSync(directory, { recursive: true });
  const port = await freePort();
  const program = await startProgram({
    arguments: [referenceFile(), mode, String(port)],
    variables: { SCRATCH: directory },
    readyLine: /^up /,
  });
  return { program, url: `http://127.0.0.1:${port}` };
}

/** It wants to be told its port. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
