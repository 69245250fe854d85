import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { visibleJson } from '../notification/visible-text.ts';

/**
 * The structured log, one JSON object a line on standard output. Webhook URLs, secrets and bodies are never handed to
 * it; what errors of libraries carry along (requests, headers, configuration) is left out here. What others wrote
 * (User-Agents, reasons, Teams' answers, titles of feeds) is in it, and does nothing to the terminal it is read on.
 */
export function createLog(level: string, stream: DestinationStream = standardOutput()): Logger {
  const options: LoggerOptions = {
    name: 'channel-connectors',
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }) },
    serializers: { err: describeError },
    hooks: { streamWrite: visibleJson },
  };
  return pino(options, stream);
}

/** In bytes: what waits for a full disk or a collector that does not read; newer lines are left out. */
const mostWaiting = 8 * 1024 * 1024;

/**
 * Standard output, whatever becomes of it: the service goes on where nobody reads its log any more (pino stops writing
 * then) and where it can not be written for a while, such as on a full disk.
 */
function standardOutput(): DestinationStream {
  const stream = pino.destination({ dest: 1, maxLength: mostWaiting });
  stream.on('error', () => {
    // There is nowhere to tell of it. The lines are kept and written with the next one that can be.
  });
  return stream;
}

/** Name, message, code and stack of an error, and nothing else of it. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  return {
    name: error.name,
    message: error.message,
    ...('code' in error && typeof error.code !== 'object' && { code: error.code }),
    stack: error.stack,
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  };
}
