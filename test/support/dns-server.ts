import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import ipaddr from 'ipaddr.js';
import type { ResolveHost } from '../../bot/outgoing/resolve-host.ts';

export interface DnsServer {
  /** Asks this server for the A and the AAAA records. */
  resolveHost: ResolveHost;
  /** The names that were asked for, one for each pair of questions. */
  asked: string[];
  close: () => Promise<void>;
}

const typeOf = { A: 1, AAAA: 28 };

/**
 * A DNS server on this machine, as an attacker would run one: the answers of a name are given one after the other, the
 * last of them again and again, with no time to live.
 */
export async function startDnsServer(answers: Record<string, string[][]>): Promise<DnsServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  const turns = new Map<string, number>();
  socket.on('message', (query, { port, address }) => {
    const { name, type, end } = readQuestion(query);
    const turn = turns.get(`${type} ${name}`) ?? 0;
    turns.set(`${type} ${name}`, turn + 1);
    if (type === typeOf.A) asked.push(name);
    const answer = answers[name]?.[turn] ?? answers[name]?.at(-1) ?? [];
    const records = answer.filter(one => (one.includes(':') ? typeOf.AAAA : typeOf.A) === type).map(bytesOf);
    socket.send(response(query.subarray(0, end), type, records), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const resolver = new Resolver();
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return {
    asked,
    resolveHost: async name => {
      const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
      return found.flatMap(one => (one.status === 'fulfilled' ? one.value : []));
    },
    close: async () => {
      resolver.cancel();
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** RFC 1035, section 4.1: a header of twelve bytes, then the labels of the name, its type and its class. */
function readQuestion(query: Buffer) {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function response(question: Buffer, type: number, records: Buffer[]): Buffer {
  const head = Buffer.from(question);
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(records.length, 6);
  head.writeUInt32BE(0, 8);
  const answers = records.map(record => {
    // The name of the question (a pointer to byte 12), type, class IN, no time to live, length.
    const start = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, record.length]);
    return Buffer.concat([start, record]);
  });
  return Buffer.concat([head, ...answers]);
}

const bytesOf = (address: string) => Buffer.from(ipaddr.parse(address).toByteArray());
