import { type Logger, pino } from 'pino';

/**
 * The structured log, one JSON object a line on standard output. Webhook URLs, secrets and bodies are never handed to
 * it; what errors of libraries carry along (requests, headers, configuration) is left out here.
 */
export function createLog(level: string): Logger {
  return pino({
    name: 'channel-connectors',
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }) },
    serializers: { err: describeError },
  });
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
