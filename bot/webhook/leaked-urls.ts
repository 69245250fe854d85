import { createHash } from 'node:crypto';
import type { BlockList } from 'node:net';
import type { Request, Response, Server } from 'restify';
import type { FoundConnection } from '../connections/find-connection.ts';
import type { LeakedUrl } from '../connections/leaked-url.ts';
import type { RootKeys } from '../connections/root-keys.ts';
import type { Token } from '../connections/token.ts';
import { mask } from '../delivery/mask.ts';
import { callerAddress } from './caller.ts';
import { type FoundUrl, mostFound, readLeakReport, tokenIn } from './leak-report.ts';
import { readBody } from './read-body.ts';
import { createRoom, type Room } from './room.ts';

export interface LeakedUrlsOptions {
  keys: RootKeys;
  findConnection: (token: Token) => Promise<FoundConnection | undefined>;
  reportLeakedUrls: (urls: readonly LeakedUrl[]) => Promise<void>;
  /** Seconds to wait for an address that reports too often, else 0. */
  limit: (address: string, now: number) => number;
  trustedProxies: BlockList;
  now: () => number;
  onError: (error: unknown) => void;
}

/** In bytes. */
const cap = 256 * 1024;
/** Anybody may send here: so much memory is there for all of them, and webhook URLs have room of their own. */
const roomForAll = { bytes: 4 * 1024 * 1024, patience: 5_000, mostWaiting: 50 };

/**
 * `POST /leaked-urls`: for secret scanners, and for anybody who has found a webhook URL where it should not be. Takes
 * what GitHub's secret scanning sends to its partners, a list of `{ token, type, url, source }`, and `{ url }` alone.
 * Whoever knows a URL could post to it, so knowing it is all the proof that is needed to have it regenerated.
 */
export function mountLeakedUrls(server: Server, options: LeakedUrlsOptions): void {
  const room = createRoom(roomForAll);
  server.post('/leaked-urls', async (request: Request, response: Response) => {
    try {
      await answer(options, room, request, response);
    } catch (error) {
      options.onError(error);
      send(response, 503, { detail: 'The report could not be stored. Try again later.' });
    }
  });
}

async function answer(options: LeakedUrlsOptions, room: Room, message: Request, response: Response): Promise<void> {
  const forwarded = String(message.headers['x-forwarded-for'] ?? '');
  const address = callerAddress(message.socket.remoteAddress, forwarded, options.trustedProxies);
  const wait = options.limit(address, options.now());
  if (wait > 0) {
    response.setHeader('retry-after', String(wait));
    return refuse(response, 429, 'Too many reports came from this address: try again later.');
  }
  const body = await readBody(message, cap, room);
  if ('refused' in body) {
    if (body.refused === 'cut off') return;
    if (body.refused === 'too large') return refuse(response, 413, `A report can have at most ${cap} bytes.`);
    if (body.refused === 'no room') return refuse(response, 503, 'Too many reports come in. Try again later.');
    return refuse(response, 400, 'The body is not in the form that its Content-Encoding says.');
  }
  const report = readLeakReport(body.bytes);
  body.release();
  if (!report)
    return refuse(
      response,
      400,
      `Send {"url": "…"}, or a list of {"token": "…", "type": "…", "url": "where it was found"}; at most ${mostFound}.`,
    );
  const list = Array.isArray(report) ? report : [report];
  const isLeaked = await markLeaked(options, list);
  const labels = list.map(one => (isLeaked(one) ? 'true_positive' : 'false_positive'));
  if (!Array.isArray(report)) return send(response, 200, { label: labels[0] });
  const answers = report.map(({ secret, type = '' }, index) => ({
    token_hash: hashOf(secret),
    token_type: type,
    label: labels[index],
  }));
  send(response, 200, answers);
}

/**
 * Writes down what is ours, and answers which are. The two words that GitHub takes from its partners follow from it:
 * `false_positive` is the one for whatever we do not know, so that nothing can be learned by asking; a URL that has
 * ended already is a `true_positive` that needs nothing.
 */
async function markLeaked(
  { keys, findConnection, reportLeakedUrls }: LeakedUrlsOptions,
  report: readonly FoundUrl[],
): Promise<(found: FoundUrl) => boolean> {
  // One URL in a thousand places is one URL.
  const places = new Map<string, FoundUrl>();
  for (const found of report) if (!places.has(found.secret)) places.set(found.secret, found);
  const urls = new Map<string, LeakedUrl>();
  const find = async (found: FoundUrl) => {
    const token = tokenIn(keys, found);
    const connection = token && (await findConnection(token));
    if (!connection) return;
    const { tenantId, id: connectionId, generation } = connection;
    urls.set(found.secret, { tenantId, connectionId, generation, detail: mask(found.detail) });
  };
  await Promise.all([...places.values()].map(find));
  await reportLeakedUrls([...urls.values()]);
  return ({ secret }) => urls.has(secret);
}

/** What was found is not sent back, but its SHA-256 in hexadecimal digits: the other form that GitHub takes. */
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** What is left of the body is not read. */
function refuse(response: Response, status: number, detail: string): void {
  response.setHeader('connection', 'close');
  send(response, status, { detail });
}

function send(response: Response, status: number, body: object): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(json);
}
