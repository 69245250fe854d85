import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { TLSSocket } from 'node:tls';
import { makeCertificate } from '../../test/support/certificate.ts';
import { readAllowedHosts } from './allow-list.ts';
import { createOutgoing } from './fetch.ts';

describe('an outgoing call with TLS', () => {
  const certificate = makeCertificate('feeds.example');
  const names: unknown[] = [];
  let server: Server;
  let port: number;
  const rules = { allowed: readAllowedHosts('127.0.0.1'), resolveHost: async () => ['127.0.0.1'] };
  const fetchOutgoing = createOutgoing({ ...rules, ca: [certificate.cert] });

  before(async () => {
    server = createServer(certificate, (request, response) => {
      names.push([request.socket instanceof TLSSocket && request.socket.servername, request.headers.host]);
      if (request.url === '/plain') response.writeHead(302, { location: `http://feeds.example:${port}/` });
      response.end('body');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    port = address.port;
  });
  after(() => server.close());

  it('goes to the checked address and is verified against the name', async () => {
    assert.equal((await fetchOutgoing(`https://feeds.example.:${port}/`)).body.toString(), 'body');
    assert.deepEqual(names, [['feeds.example', `feeds.example:${port}`]]);
  });

  it('fails for another name, for the address itself and for a certificate that nobody vouches for', async () => {
    const error = { name: 'OutgoingError', code: 'certificate' };
    await assert.rejects(fetchOutgoing(`https://other.example:${port}/`), error);
    await assert.rejects(fetchOutgoing(`https://127.0.0.1:${port}/`), error);
    await assert.rejects(createOutgoing(rules)(`https://feeds.example:${port}/`), error);
  });

  it('is not led to an address without TLS', async () => {
    await assert.rejects(fetchOutgoing(`https://feeds.example:${port}/plain`), { code: 'refused-redirect' });
  });
});
