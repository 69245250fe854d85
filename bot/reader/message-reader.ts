import type { ReceivingConnector } from '../catalogue/find-receiving-connector.ts';
import { type MessageContext, type ReadMessage, readMessage } from '../webhook/read-message.ts';
import type { LargeMessage } from './read-large-message.ts';
import type { Tasks } from './tasks.ts';
import type { Thread } from './thread.ts';
import { ThreadError } from './thread-error.ts';

/**
 * Up to this size, in bytes, a body is read at once. Reading it takes less than a millisecond then, and were one of
 * our readers quadratic, a body of this size would hold others up for a second, where one of a megabyte takes an hour.
 */
export const readAtOnce = 16 * 1024;

export interface MessageReaderOptions {
  /** A body that could not be read: for one line of the log. */
  onFault: (fault: { connector: string; bytes: number; error: ThreadError }) => void;
  /** A card of a connector that could not be made. */
  onProblem: (fault: { connector: string; problem: string }) => void;
}

/** With a body of more bytes its connector comes along, since the thread may be a fresh one. */
const sentWithConnector = 1024 * 1024;

/** `not read`: a fault of ours, or too much to do. `later` where the same body may be read another time. */
export type MessageReader = (
  connector: ReceivingConnector,
  bytes: Buffer,
  context: MessageContext,
) => ReadMessage | Promise<ReadMessage | { outcome: 'not read'; later: boolean }>;

/**
 * Reads small bodies here and large ones in the thread. Never rejects. A large body has a buffer of its own, which is
 * handed over and lost to the caller.
 */
export function createMessageReader(
  thread: Pick<Thread<Tasks>, 'run'>,
  { onFault, onProblem }: MessageReaderOptions,
): MessageReader {
  async function readLarge(connector: ReceivingConnector, message: LargeMessage, transfer: ArrayBuffer[]) {
    const first = await thread.run('message', message, transfer);
    // A thread that is new, or was started anew, does not know the connector yet.
    const answer = first.unknown
      ? await thread.run('message', { ...message, bytes: first.bytes, source: connector.source }, bufferOf(first.bytes))
      : first;
    if (answer.unknown) throw new ThreadError('failed', 'The thread did not take the connector.');
    for (const problem of answer.problems) onProblem({ connector: connector.source.connector.id, problem });
    return answer.read;
  }

  return (connector, bytes, context) => {
    if (bytes.length <= readAtOnce) return readMessage(connector.receive, bytes, context);
    const size = bytes.length;
    const { key, source } = connector;
    const message = { bytes, context, key, ...(size > sentWithConnector && { source }) };
    return readLarge(connector, message, bufferOf(bytes)).catch(error => {
      const fault = error instanceof ThreadError ? error : new ThreadError('failed', String(error), { cause: error });
      onFault({ connector: connector.source.connector.id, bytes: size, error: fault });
      return { outcome: 'not read' as const, later: fault.fault === 'busy' || fault.fault === 'closed' };
    });
  };
}

const bufferOf = ({ buffer }: Uint8Array): ArrayBuffer[] => (buffer instanceof ArrayBuffer ? [buffer] : []);
