import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type Message, storedMessageSchema } from '../post.ts';

/** One row to write; `message: null` deletes it. A reply names the post it answers in `rootId`. */
export type MessageChange = {
  channelId: string;
  id: string;
  rootId: string | null;
  message: Message | null;
};

/** Where posts, the world and flags are kept between starts. */
export type Database = {
  messages: () => { message: Message; rootId: string | null }[];
  fact: (name: string) => unknown;
  saveMessage: (change: MessageChange) => void;
  saveFact: (name: string, value: unknown) => void;
  /** Writes what waits and closes the file. */
  close: () => void;
};

/** Nothing is kept: for tests and benchmarks. */
export const noDatabase: Database = {
  messages: () => [],
  fact: () => undefined,
  saveMessage: () => {},
  saveFact: () => {},
  close: () => {},
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS message (
    channel_id TEXT NOT NULL,
    id TEXT NOT NULL,
    root_id TEXT,
    content TEXT NOT NULL,
    PRIMARY KEY (channel_id, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

const rowSchema = z.object({ root_id: z.string().nullable(), content: z.string() });
const factSchema = z.object({ value: z.string() });

/**
 * Opens the playground's file. Writes are gathered and go to disk in one transaction for each turn of the event loop,
 * so no answer waits for the disk; a kill may lose the last of them, `close` loses none.
 * @param file a path, or `:memory:` for nothing kept
 * @throws {Error} that names the file
 * @param log told in one line when a write fails; what failed is kept and tried again with the next
 */
export function openDatabase(file: string, log: (line: string) => void): Database {
  if (file === ':memory:') return noDatabase;
  const sqlite = openFile(file);
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  sqlite.exec(SCHEMA);
  const putMessage = sqlite.prepare('INSERT OR REPLACE INTO message VALUES (?, ?, ?, ?)');
  const deleteMessage = sqlite.prepare('DELETE FROM message WHERE channel_id = ? AND id = ?');
  const putFact = sqlite.prepare('INSERT OR REPLACE INTO fact VALUES (?, ?)');
  const getFact = sqlite.prepare('SELECT value FROM fact WHERE name = ?');
  const allMessages = sqlite.prepare('SELECT root_id, content FROM message ORDER BY CAST(id AS INTEGER)');

  let messages = new Map<string, MessageChange>();
  let facts = new Map<string, string>();
  let scheduled: NodeJS.Immediate | undefined;
  let closed = false;

  function write(): void {
    scheduled = undefined;
    sqlite.exec('BEGIN IMMEDIATE');
    try {
      for (const { channelId, id, rootId, message } of messages.values()) {
        if (message === null) deleteMessage.run(channelId, id);
        else putMessage.run(channelId, id, rootId, JSON.stringify(message));
      }
      for (const [name, value] of facts) putFact.run(name, value);
      sqlite.exec('COMMIT');
    } catch (error) {
      if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
      throw error;
    }
    messages = new Map();
    facts = new Map();
  }

  function schedule(): void {
    if (closed) return;
    scheduled ??= setImmediate(() => {
      try {
        write();
      } catch (error) {
        log(`The playground could not write to ${file}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  }

  return {
    messages: () =>
      allMessages.all().map(row => {
        const { root_id: rootId, content } = rowSchema.parse(row);
        return { rootId, message: storedMessageSchema.parse(JSON.parse(content)) };
      }),
    fact: name => {
      const row = getFact.get(name);
      return row === undefined ? undefined : JSON.parse(factSchema.parse(row).value);
    },
    saveMessage: change => {
      messages.set(`${change.channelId} ${change.id}`, change);
      schedule();
    },
    saveFact: (name, value) => {
      facts.set(name, JSON.stringify(value));
      schedule();
    },
    close: () => {
      closed = true;
      clearImmediate(scheduled);
      try {
        if (messages.size > 0 || facts.size > 0) write();
      } finally {
        sqlite.close();
      }
    },
  };
}

function openFile(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 5000 });
  } catch (error) {
    throw new Error(`${file} cannot be opened: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}
