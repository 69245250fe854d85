import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, IncomingMessage, type Server } from 'node:http';
import { connect, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type Body, readBody } from './read-body.ts';
import { createRoom, webhookRoom } from './room.ts';

const cap = 1_000;
const room = createRoom(webhookRoom);
const text = 'Zoë '.repeat(20);

describe('reading a body', () => {
  let server: Server;
  let url: string;
  let read: (body: Body) => void;

  before(async () => {
    server = createServer(async (request, response) => {
      read(await readBody(request, cap, room));
      response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  function post(body: Buffer | string, headers: Record<string, string> = {}): Promise<Body> {
    const result = new Promise<Body>(resolve => {
      read = resolve;
    });
    fetch(url, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers }).catch(() => undefined);
    return result;
  }
  const bytes = (body: Body) => ('bytes' in body ? body.bytes.toString() : body.refused);

  it('gives its bytes as they are', async () => {
    assert.equal(bytes(await post(text)), text);
    assert.equal(bytes(await post('')), '');
    assert.equal(bytes(await post('a'.repeat(cap))), 'a'.repeat(cap));
  });

  it('uncompresses what the Content-Encoding says', async () => {
    const compressed = {
      gzip: gzipSync(text),
      'X-GZIP': gzipSync(text),
      deflate: deflateSync(text),
      br: brotliCompressSync(text),
      identity: text,
    };
    for (const [encoding, body] of Object.entries(compressed))
      assert.equal(bytes(await post(body, { 'content-encoding': encoding })), text, encoding);
  });

  it('refuses what is too large, before and after it is uncompressed', async () => {
    assert.equal(bytes(await post('a'.repeat(cap + 1))), 'too large');
    const bomb = 'a'.repeat(cap + 1);
    for (const [encoding, body] of Object.entries({
      gzip: gzipSync(bomb),
      deflate: deflateSync(bomb),
      br: brotliCompressSync(bomb),
    }))
      assert.equal(bytes(await post(body, { 'content-encoding': encoding })), 'too large', encoding);
  });

  it('refuses what is not in the encoding it names, and encodings that it does not know', async () => {
    for (const encoding of ['gzip', 'deflate', 'br'])
      assert.equal(bytes(await post(text, { 'content-encoding': encoding })), 'bad encoding', encoding);
    assert.equal(bytes(await post(gzipSync(text).subarray(0, 20), { 'content-encoding': 'gzip' })), 'bad encoding');
    for (const encoding of ['compress', 'gzip, gzip', 'toString', '__proto__'])
      assert.equal(bytes(await post(text, { 'content-encoding': encoding })), 'unsupported encoding', encoding);
  });

  it('counts what comes in pieces of unknown number', async () => {
    const request = (chunks: string[], headers: IncomingHttpHeaders = {}) => {
      const message = new IncomingMessage(new Socket());
      message.headers = headers;
      const pieces = Readable.from(chunks.map(chunk => Buffer.from(chunk)));
      pieces.on('data', chunk => message.push(chunk)).on('end', () => message.push(null));
      return message;
    };
    assert.equal(bytes(await readBody(request(['a', 'b', 'c']), cap, room)), 'abc');
    assert.equal(bytes(await readBody(request(Array(cap + 1).fill('a')), cap, room)), 'too large');
  });

  it('notices that the caller has gone', async () => {
    const result = new Promise<Body>(resolve => {
      read = resolve;
    });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc');
    await once(server, 'request');
    socket.destroy();
    assert.equal(bytes(await result), 'cut off');
  });

  it('sees a caller that has hung up before it is read', async () => {
    const message = new IncomingMessage(new Socket());
    message.destroy();
    await once(message, 'close');
    assert.equal(bytes(await readBody(message, cap, room)), 'cut off');
  });
});
