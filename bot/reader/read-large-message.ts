import { type BodyConnector, createReceive, type Receive } from '../catalogue/receive.ts';
import type { Language } from '../locales/language.ts';
import { type MessageContext, type ReadMessage, readMessage } from '../webhook/read-message.ts';

export interface LargeMessage {
  bytes: Uint8Array;
  context: MessageContext;
  /** Names the connector, in its version. */
  key: string;
  /** Given where the thread did not know the key. */
  source?: { connector: BodyConnector; language: Language };
}

/** `unknown` gives the bytes back: the connector has to come with them. */
export type LargeMessageRead =
  | { unknown: true; bytes: Uint8Array }
  | { unknown: false; read: ReadMessage; problems: string[] };

/** As many connectors are kept ready. */
const mostKept = 200;

/** Reads large bodies, and keeps the connectors that it has met. */
export function createLargeMessageReader(): (message: LargeMessage) => LargeMessageRead {
  const known = new Map<string, { receive: Receive; problems: string[] }>();

  return ({ bytes, context, key, source }) => {
    if (source && !known.has(key)) {
      const problems: string[] = [];
      const receive = createReceive(source.connector, source.language, ({ problem }) => problems.push(problem));
      known.set(key, { receive, problems });
      const [oldest] = known.keys();
      if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
    }
    const connector = known.get(key);
    if (!connector) return { unknown: true, bytes };
    const read = readMessage(connector.receive, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), context);
    return { unknown: false, read, problems: connector.problems.splice(0) };
  };
}
