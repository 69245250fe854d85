import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What comes along with a checkout of the project's requirements; the benchmark also runs without it. */
export const sharedDirectory = join(import.meta.dirname, '..', '..', 'shared', 'bench');

/** A MessageCard of 2 kB, heavy with Markdown and HTML: what reading texts costs at its most usual worst. */
export function readHeavyBody(): string {
  return readFileSync(join(import.meta.dirname, 'markdown-heavy.json'), 'utf8');
}

/** The MessageCard that every benchmark posts: 1.3 kB, two sections, five facts, a button. */
export function readBody(): string {
  const shared = join(sharedDirectory, 'messagecard.json');
  return readFileSync(existsSync(shared) ? shared : join(import.meta.dirname, 'messagecard.json'), 'utf8').trim();
}
