import { randomUUID } from 'node:crypto';

/**
 * A UUID of version 7 (RFC 9562): it begins with the time, so that rows named by it lie in the order of their arrival.
 * `now` is in milliseconds.
 */
export function newRequestId(now: number): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
