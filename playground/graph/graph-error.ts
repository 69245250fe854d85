import { randomUUID } from 'node:crypto';
import type { Answer } from '../http.ts';

/** A refusal as Microsoft Graph words it (Microsoft Learn, "Microsoft Graph error responses"). */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
  }
}

export const badRequest = (message: string): GraphError => new GraphError(400, 'BadRequest', message);

export const invalidToken = (): GraphError =>
  new GraphError(401, 'InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.');

export const missingPermission = (permission: string): GraphError =>
  new GraphError(
    403,
    'Forbidden',
    `Missing role permissions on the request. API requires one of '${permission}'. Roles on the request ''. Resource specific consent grants on the request ''.`,
  );

export const notFound = (message: string): GraphError => new GraphError(404, 'NotFound', message);

/** @param now milliseconds since 1970 */
export function errorAnswer({ status, code, message }: GraphError, now: number): Answer {
  const requestId = randomUUID();
  const innerError = { date: new Date(now).toISOString().slice(0, 19), 'request-id': requestId };
  return { status, body: { error: { code, message, innerError } }, headers: { 'request-id': requestId } };
}
