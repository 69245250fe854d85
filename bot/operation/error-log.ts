import type { Logger } from 'pino';
import { storeFaultOf, storeFaults } from '../store/store-fault.ts';

export interface ErrorLogOptions {
  log: Pick<Logger, 'error'>;
  now: () => number;
}

/** The log of what failed on our side, where one cause does not hide behind thousands of lines. */
export interface ErrorLog {
  /** `fields` and `message` say what failed where there is more to say than the error does. */
  report(error: unknown, fields?: object, message?: string): void;
  /** Tells of what came again since its last line, where a minute has passed. To be called now and then. */
  flush(): void;
}

interface Seen {
  error: unknown;
  fields: object;
  message: string;
  /** When its last line was written. */
  at: number;
  /** How often it came since. */
  again: number;
}

/** How often, in milliseconds, the same error is told of. */
const interval = 60_000;
const mostKinds = 1_000;

/**
 * An error is told of at once, and when it comes again once a minute, with how often it came. What keeps the store
 * from working is one error, whichever query meets it, and is told of by its cause.
 */
export function createErrorLog({ log, now }: ErrorLogOptions): ErrorLog {
  const kinds = new Map<string, Seen>();

  function write(seen: Seen): void {
    log.error({ ...seen.fields, err: seen.error, ...(seen.again > 0 && { again: seen.again }) }, seen.message);
    seen.at = now();
    seen.again = 0;
  }

  function flush(): void {
    for (const [kind, seen] of kinds) {
      if (now() - seen.at < interval) continue;
      if (seen.again > 0) write(seen);
      else kinds.delete(kind);
    }
  }

  return {
    flush,
    report(error, fields = {}, message = 'something failed on our side') {
      const fault = storeFaultOf(error);
      const kind = fault ?? `${message} ${kindOf(error)}`;
      const seen = kinds.get(kind);
      if (!seen) {
        const first = { error, fields, message: fault ? storeFaults[fault] : message, at: now(), again: 0 };
        write(first);
        if (kinds.size < mostKinds) kinds.set(kind, first);
        return;
      }
      seen.error = error;
      seen.fields = fields;
      seen.again += 1;
      if (now() - seen.at >= interval) write(seen);
    },
  };
}

/** A log whose errors are told to `onError`, for those who have more to say of an error than what was thrown. */
export function quietLog(
  log: Pick<Logger, 'info' | 'warn'>,
  onError: (error: unknown, fields: object, message: string) => void,
) {
  return {
    info: (fields: object, message: string) => log.info(fields, message),
    warn: (fields: object, message: string) => log.warn(fields, message),
    error: (fields: object, message: string) => onError('err' in fields ? fields.err : message, fields, message),
  };
}

/** The same error for another row or address is the same error. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 200);
  const code = 'code' in error ? String(error.code) : '';
  return `${error.name} ${code} ${error.message.slice(0, 200).replaceAll(/\d+/g, '#')}`;
}
