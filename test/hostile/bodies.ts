import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Construct, constructs } from './constructs.ts';

/** A body that was made to be slow, for a connection of one connector. */
export interface HostileBody {
  name: string;
  connector: string;
  /** Made when it is sent: all of them together are some gigabytes. Undefined where it would be too large. */
  make: () => string | undefined;
  headers: Record<string, string>;
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A body that somebody wrote for the catalogue, with its headers. */
interface Sample {
  name: string;
  body: Json;
  headers: Record<string, string>;
}

const catalogue = join(import.meta.dirname, '..', '..', 'connectors');
const json = { 'content-type': 'application/json' };
/** Just under the cap of Incoming Webhook, so that nothing is refused for its size. */
export const megabyte = 1_048_000;

/** As long as a body may be, and short enough that a reader that cuts first reads all of it. */
const lengths = [megabyte, 59_000, 25_000];

/** Incoming Webhook: each construct where a card has text. */
export function cardBodies(): HostileBody[] {
  return constructs.flatMap((construct, index) => {
    const places: Place[] = [
      ['a TextBlock', text => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] })],
      ['a title', title => ({ title, text: 'a' })],
      ['a fact', value => ({ summary: 'a', sections: [{ facts: [{ name: 'a', value }] }] })],
      ['many texts', text => ({ summary: 'a', sections: Array(20).fill({ text: text.slice(0, text.length / 20) }) })],
    ];
    const other = places[index % places.length];
    return [
      ...lengths.map(length => fitted(construct, ['text', text => ({ text })], length)),
      ...(other === undefined ? [] : [fitted(construct, other, megabyte), fitted(construct, other, 59_000)]),
    ];
  });
}

type Place = [name: string, of: (text: string) => Json];

function fitted({ name, make }: Construct, [place, of]: Place, bytes: number): HostileBody {
  return {
    name: `${name} (${place}, ${Math.round(bytes / 1000)} kB)`,
    connector: 'incoming-webhook',
    headers: json,
    make() {
      let length = bytes;
      let body = JSON.stringify(of(make(length)));
      while (Buffer.byteLength(body) > bytes) {
        length = Math.floor((length * bytes * 0.98) / Buffer.byteLength(body));
        body = JSON.stringify(of(make(length)));
      }
      return body;
    },
  };
}

/** Each connector of events: its samples, with a construct in place of what people wrote, and with very long lists. */
export function connectorBodies(): HostileBody[] {
  return readdirSync(catalogue, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name: connector }) => {
      const { body } = JSON.parse(readFileSync(join(catalogue, connector, 'connector.json'), 'utf8'));
      return body.format === 'events' ? bodiesOf(connector, Number(body.cap)) : [];
    });
}

function bodiesOf(connector: string, cap: number): HostileBody[] {
  const samples = readSamples(connector);
  const texts = constructs.flatMap((construct, index): HostileBody[] => {
    const sample = samples[index % samples.length];
    if (sample === undefined) return [];
    return [
      {
        name: `${construct.name} (${connector}: ${sample.name})`,
        connector,
        headers: sample.headers,
        make() {
          const length = Math.min(30_000, Math.floor((megabyte - 100_000) / Math.max(1, countTexts(sample.body)) / 2));
          const body = JSON.stringify(withTexts(sample.body, construct.make(length)));
          return Buffer.byteLength(body) > Math.min(cap, megabyte) ? undefined : body;
        },
      },
    ];
  });
  const lists = samples.map(sample => ({
    name: `long lists (${connector}: ${sample.name})`,
    connector,
    headers: sample.headers,
    make: () => withLists(sample.body, cap - 1_000),
  }));
  return [...texts, ...lists];
}

function readSamples(connector: string): Sample[] {
  const folder = join(catalogue, connector, 'samples');
  return readdirSync(folder)
    .filter(file => file.endsWith('.json') && !file.endsWith('.headers.json'))
    .map(file => {
      const name = file.slice(0, -'.json'.length);
      const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
      const headers = readdirSync(folder).includes(`${name}.headers.json`) ? read(`${name}.headers.json`) : {};
      return { name, body: read(file), headers: { ...json, ...headers } };
    });
}

/** What people wrote, as against names, keys and addresses. */
const isProse = (text: string) => text.length > 12 && text.includes(' ') && !/^https?:/.test(text);

function countTexts(value: Json): number {
  if (typeof value === 'string') return isProse(value) ? 1 : 0;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + countTexts(item), 0);
}

function withTexts(value: Json, text: string): Json {
  if (typeof value === 'string') return isProse(value) ? text : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(item => withTexts(item, text));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withTexts(item, text)]));
}

/** Every list of things made so long that the body has `bytes`; undefined if there is no list. */
function withLists(value: Json, bytes: number): string | undefined {
  const text = JSON.stringify(value);
  const lists = countLists(value);
  if (lists === 0) return undefined;
  let share = Math.floor(bytes / lists);
  for (;;) {
    const longer = JSON.stringify(lengthen(value, share));
    if (Buffer.byteLength(longer) <= bytes) return longer;
    if (share < text.length) return undefined;
    share = Math.floor(share / 2);
  }
}

function countLists(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.length > 0 ? 1 : 0;
  return Object.values(value).reduce<number>((sum, item) => sum + countLists(item), 0);
}

function lengthen(value: Json, bytes: number): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, lengthen(item, bytes)]));
  const size = Buffer.byteLength(JSON.stringify(value));
  return Array.from({ length: Math.max(1, Math.floor(bytes / size)) }, () => value).flat();
}
