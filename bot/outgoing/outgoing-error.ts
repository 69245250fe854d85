/**
 * Why an outgoing call was refused or failed.
 *
 * - `refused-url`: not http or https, with a user name, or not an address at all
 * - `refused-request`: a header or a body that may not be sent
 * - `refused-address`: the host leads to an address that is not on the public internet and not on the allow-list
 * - `refused-port`: a port that no web server is expected on
 * - `refused-redirect`: a redirect from https to http
 * - `too-large`: the body or the headers of the response
 * - `bad-response`: not HTTP, or in a coding that cannot be read
 * - `certificate`: TLS could not vouch for the host
 * - `aborted`: by the caller's own signal
 */
export type OutgoingErrorCode =
  | 'refused-url'
  | 'refused-request'
  | 'refused-address'
  | 'refused-port'
  | 'refused-redirect'
  | 'too-many-redirects'
  | 'too-large'
  | 'timeout'
  | 'aborted'
  | 'certificate'
  | 'bad-response'
  | 'network';

/**
 * A call that was refused or failed. Its message is a sentence for people. It names the host at most: a path or a
 * query may hold secrets. It has no `cause`, since Node's errors repeat the address or what came over the wire.
 */
export class OutgoingError extends Error {
  override name = 'OutgoingError';
  readonly code: OutgoingErrorCode;
  /** Host and port that the call was for, which after a redirect is not the first one; empty if there was none. */
  readonly host: string;
  /** Node's code, such as ECONNREFUSED or ENOTFOUND, where the fault lies below HTTP. */
  readonly reason: string | undefined;

  constructor(code: OutgoingErrorCode, message: string, host = '', reason?: string) {
    super(message);
    this.code = code;
    this.host = host;
    this.reason = reason;
  }
}

interface Fault {
  host: string;
  /** Ends the call after its whole time. */
  timeout: AbortSignal;
  /** The caller's. */
  signal: AbortSignal | undefined;
}

/** What Node threw during a call, as an OutgoingError. */
export function outgoingError(error: unknown, { host, timeout, signal }: Fault): OutgoingError {
  if (error instanceof OutgoingError) return error;
  if (signal?.aborted) return new OutgoingError('aborted', `The call to ${host} was stopped.`, host);
  if (timeout.aborted) return new OutgoingError('timeout', `The host ${host} did not answer in time.`, host);
  const reason = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const detail = reason === undefined ? '' : ` (${reason})`;
  if (reason === 'HPE_HEADER_OVERFLOW')
    return new OutgoingError('too-large', `The headers that ${host} sent are too large.`, host, reason);
  if (reason !== undefined && /^(HPE_|Z_|ERR_(?!TLS|SSL))/.test(reason))
    return new OutgoingError('bad-response', `What ${host} sent could not be read${detail}.`, host, reason);
  if (reason !== undefined && /CERT|UNABLE_TO_|HOSTNAME_MISMATCH/.test(reason))
    return new OutgoingError('certificate', `The certificate of ${host} could not be verified${detail}.`, host, reason);
  return new OutgoingError('network', `The host ${host} could not be reached${detail}.`, host, reason);
}
