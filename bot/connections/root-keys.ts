import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The keys from which webhook URLs are made, and under which secret settings are sealed. The first one serves what is
 * new, all of them are accepted.
 */
export interface RootKeys {
  /** The one that new URLs are made with. */
  current: number;
  /** The ids of all, the current one first. */
  ids: readonly number[];
  /** The key of a token's MAC; undefined if the root key is not known here. The epoch is 0 to 255. */
  macKey(rootKey: number, epoch: number): KeyObject | undefined;
  /** The key under which secret settings are sealed; undefined if the root key is not known here. */
  sealingKey(rootKey: number): KeyObject | undefined;
  /** By which a key is known again without being kept; undefined if the root key is not known here. */
  fingerprint(rootKey: number): string | undefined;
}

/** What is wrong with the root keys and how to mend it. Never holds a key. */
export class RootKeysError extends Error {
  override name = 'RootKeysError';
}

const keyBytes = 32;
/** The id of the key that a new installation makes. */
const firstId = 1;
const mend = 'give ID:KEY, several separated by commas, ID from 0 to 255, KEY 32 random bytes in base64url';

/** Reads `ID:KEY,…`. Throws a RootKeysError. */
export function parseRootKeys(text: string): RootKeys {
  const roots = new Map<number, Buffer>();
  for (const entry of text.trim().split(/[,\s]+/)) {
    const [, id = '', key = ''] = /^(\d{1,3}):([\w-]+)=*$/.exec(entry) ?? [];
    const bytes = Buffer.from(key, 'base64url');
    if (id === '' || Number(id) > 255 || bytes.length !== keyBytes)
      throw new RootKeysError(`The webhook URL keys are not valid: ${mend}.`);
    if (roots.has(Number(id))) throw new RootKeysError(`Two webhook URL keys have the id ${Number(id)}: ${mend}.`);
    roots.set(Number(id), bytes);
  }
  const [current] = roots.keys();
  if (current === undefined) throw new RootKeysError(`There is no webhook URL key: ${mend}.`);
  return {
    current,
    ids: [...roots.keys()],
    macKey: macKeys(roots),
    sealingKey: sealingKeys(roots),
    fingerprint: id => fingerprintOf(roots.get(id)),
  };
}

export const keyFile = (dataDirectory: string) => join(dataDirectory, 'webhook-url-keys');

/**
 * The root keys of `configured` (WEBHOOK_URL_KEYS) or else of the file in the data directory; undefined where there
 * is neither. Throws a RootKeysError.
 */
export function readRootKeys(configured: string | undefined, dataDirectory: string): RootKeys | undefined {
  if (configured !== undefined) return parseRootKeys(configured);
  const file = keyFile(dataDirectory);
  return existsSync(file) ? parseRootKeys(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Makes the file with a new key for each id, the first of which serves what is new. Only its owner can read it. Where
 * another process is here first, its keys stand.
 */
export function makeRootKeys(dataDirectory: string, ids: readonly number[]): RootKeys {
  const lines = ids.map(id => `${id}:${randomBytes(keyBytes).toString('base64url')}\n`);
  const file = keyFile(dataDirectory);
  try {
    writeFileSync(file, lines.join(''), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return parseRootKeys(readFileSync(file, 'utf8'));
}

/** The root keys of `configured` or of the file, which is made where there is neither. Throws a RootKeysError. */
export function loadRootKeys(configured: string | undefined, dataDirectory: string): RootKeys {
  return readRootKeys(configured, dataDirectory) ?? makeRootKeys(dataDirectory, [firstId]);
}

function macKeys(roots: Map<number, Buffer>): RootKeys['macKey'] {
  const derived = new Map<number, KeyObject>();
  return (rootKey, epoch) => {
    const index = rootKey * 256 + epoch;
    const known = derived.get(index);
    if (known) return known;
    const root = roots.get(rootKey);
    if (!root) return undefined;
    const key = derive(root, `channel-connectors webhook URL ${epoch}`);
    derived.set(index, key);
    return key;
  };
}

function sealingKeys(roots: Map<number, Buffer>): RootKeys['sealingKey'] {
  const derived = new Map<number, KeyObject>();
  return rootKey => {
    const root = roots.get(rootKey);
    const key = derived.get(rootKey) ?? (root && derive(root, 'channel-connectors secret settings'));
    if (key) derived.set(rootKey, key);
    return key;
  };
}

function fingerprintOf(root: Buffer | undefined): string | undefined {
  return root && derive(root, 'channel-connectors fingerprint').export().toString('hex').slice(0, 32);
}

/** A KeyObject: with raw bytes as key each MAC takes four times as long. */
function derive(root: Buffer, label: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', root, '', label, keyBytes)));
}
