import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import restify from 'restify';

// The least that an intake has to do, for comparison: `SCRATCH=DIR node intake-limit.ts bare|durable PORT`.
// bare: read the body, answer. durable: check a MAC, parse, make a small card, write all requests of one turn of the
// event loop in one transaction (synchronous=FULL), answer. No connection is looked up and nothing is checked.

interface MessageCard {
  title: string;
  text?: string;
  sections?: { activityTitle?: string; facts?: { name: string; value: string }[] }[];
}

const [mode, port] = process.argv.slice(2);
const write = mode === 'durable' ? openDurable(join(process.env.SCRATCH ?? '.', 'limit.db')) : undefined;
const key = createSecretKey(randomBytes(32));

const server = restify.createServer();
server.post('/w/:token', async (request, response) => {
  const body = await readAll(request);
  if (write) {
    const token = String(request.params.token);
    createHmac('sha256', key).update(token).digest();
    const card = JSON.stringify(cardOf(JSON.parse(body.toString())));
    await write([token, `19:c${Math.floor(Math.random() * 100)}`, Date.now(), 'waiting', card]);
  }
  response.sendRaw(200, '1', { 'content-type': 'text/plain', 'request-id': randomUUID() });
});
server.listen(Number(port), '127.0.0.1', () => console.log('up', process.version));

function readAll(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request
      .on('data', chunk => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject);
  });
}

function cardOf({ title, text = '', sections = [] }: MessageCard): object {
  const body = sections.flatMap(({ activityTitle = '', facts = [] }) => [
    { type: 'TextBlock', text: activityTitle, wrap: true },
    { type: 'FactSet', facts: facts.map(({ name, value }) => ({ title: name, value })) },
  ]);
  const head = [
    { type: 'TextBlock', text: title, weight: 'Bolder', size: 'Medium', wrap: true },
    { type: 'TextBlock', text, wrap: true },
  ];
  return { type: 'AdaptiveCard', version: '1.5', msteams: { width: 'Full' }, body: [...head, ...body] };
}

type Row = [token: string, channel: string, at: number, state: string, card: string];

function openDurable(file: string): (row: Row) => Promise<void> {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
    CREATE TABLE n(id INTEGER PRIMARY KEY, conn TEXT, chan TEXT, at INTEGER, state TEXT, card TEXT);
    CREATE INDEX i ON n(chan, state, id)`);
  const insert = database.prepare('INSERT INTO n(conn, chan, at, state, card) VALUES (?, ?, ?, ?, ?)');
  let waiting: { row: Row; done: () => void }[] = [];

  function flush(): void {
    const batch = waiting;
    waiting = [];
    database.exec('BEGIN');
    for (const { row } of batch) insert.run(...row);
    database.exec('COMMIT');
    for (const { done } of batch) done();
  }

  return row =>
    new Promise(done => {
      waiting.push({ row, done });
      if (waiting.length === 1) setImmediate(flush);
    });
}
