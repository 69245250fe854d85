import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Many connections, or one that asks for very much: `run` resolves when the service has had what there is of it. */
export interface HostileConnections {
  name: string;
  run(places: Places): Promise<void>;
}

export interface Places {
  /** Where the service listens, such as `http://127.0.0.1:3978`. */
  url: string;
  /** The path of a webhook URL that exists. */
  webhookPath: string;
}

const uploads = 600;
const megabyte = 1_000_000;
/** As many requests as fit into a few megabytes, without waiting for an answer. */
const pipelined = 60_000;

const unfinished =
  (path: (places: Places) => string, headers = ''): HostileConnections['run'] =>
  async places => {
    const head =
      `POST ${path(places)} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${headers}` +
      `Content-Length: ${megabyte}\r\n\r\n`;
    const beginning = Buffer.from(head + ' '.repeat(megabyte - 1));
    const sockets = await Promise.all(Array.from({ length: uploads }, () => open(places.url)));
    // As much as the service takes of each: where it takes no more, the rest stays with the sender.
    for (const socket of sockets) socket.write(beginning);
    await quiet(sockets);
    for (const socket of sockets) socket.destroy();
  };

export function hostileConnections(): HostileConnections[] {
  return [
    { name: `${uploads} unfinished uploads to /api/messages`, run: unfinished(() => '/api/messages') },
    {
      name: `${uploads} unfinished uploads to /api/messages with a token that is none`,
      run: unfinished(() => '/api/messages', 'Authorization: Bearer a.b.c\r\n'),
    },
    { name: `${uploads} unfinished uploads to a webhook URL`, run: unfinished(({ webhookPath }) => webhookPath) },
    { name: `${uploads} unfinished uploads to /leaked-urls`, run: unfinished(() => '/leaked-urls') },
    { name: `${uploads} unfinished uploads to a path that is none`, run: unfinished(() => '/none') },
    {
      name: `${pipelined} requests on one connection`,
      async run({ url }) {
        const socket = await open(url);
        socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(pipelined));
        await quiet([socket]);
        socket.destroy();
      },
    },
    {
      name: 'messages on one connection, without waiting for answers',
      async run({ url, webhookPath }) {
        const socket = await open(url);
        const one = `POST ${webhookPath} HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n{"text":"a"}`;
        socket.write(one.repeat(2_000));
        await quiet([socket]);
        socket.destroy();
      },
    },
    {
      name: 'headers without an end',
      async run({ url }) {
        const sockets = await Promise.all(Array.from({ length: uploads }, () => open(url)));
        for (const socket of sockets) socket.write(`GET / HTTP/1.1\r\nHost: a\r\na: ${'b'.repeat(15_000)}`);
        await quiet(sockets);
        for (const socket of sockets) socket.destroy();
      },
    },
  ];
}

async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  socket.resume();
  await once(socket, 'connect');
  return socket;
}

/** Resolves when for a second nothing more was taken from the sockets, and nothing has come. */
async function quiet(sockets: readonly Socket[]): Promise<void> {
  const moved = () =>
    sockets.reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten - socket.writableLength, 0);
  for (let before = -1, now = moved(); now !== before; now = moved()) {
    before = now;
    await new Promise(resolve => setTimeout(resolve, 1_000));
  }
}
