import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { ApiError } from './api-error.ts';
import type { SignOnSource } from './sign-on-source.ts';

/** Who makes a request, as the sign-on token proves it. */
export interface User {
  tenantId: string;
  /** Entra object id. */
  id: string;
  name: string;
  /** Of the organization: may start URL transitions. */
  isAdministrator: boolean;
}

/**
 * Reads the Authorization header of a request. Throws an ApiError: `not-signed-in`, `other-tenant`, or
 * `sign-on-unavailable` where the keys cannot be had and so nothing can be told.
 */
export type SignOn = (authorization: string | undefined) => Promise<User>;

export interface SignOnOptions {
  /** Undefined: nobody can sign on. */
  source: SignOnSource | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told why keys could not be fetched. */
  onError: (error: unknown) => void;
}

/** The scope that Teams asks the tab's token for. */
const scope = 'access_as_user';
/** Microsoft Learn, "Microsoft Entra built-in roles": Global Administrator, Teams Administrator. */
const administrators = new Set(['62e90394-69f5-4237-9190-012177145e10', '69091246-20e8-4a56-aa4d-066075b2a7a8']);
/** The app role that an organization may give to people who are neither. */
const administratorRole = 'Administrator';

/** Microsoft Learn, "Signing key rollover": look at least once a day; unknown keys are looked for at once. */
const keysKept = 12 * 60 * 60 * 1000;
const keysTimeout = 5_000;
const clockToleranceSeconds = 60;

const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  tid: z.guid().toLowerCase(),
  oid: z.guid().toLowerCase(),
  scp: z.string(),
  name: z.string().default(''),
  preferred_username: z.string().optional(),
  roles: z.array(z.string()).default([]),
  wids: z.array(z.string()).default([]),
});

/**
 * Verifies the token of Teams' single sign-on (Microsoft Learn, "Access token claims reference"): signature, issuer,
 * tenant, audience, lifetime, scope. Nothing that the page says of team, channel or user is believed, only this.
 */
export function createSignOn({ source, now, onError }: SignOnOptions): SignOn {
  if (!source)
    return async () => {
      throw new ApiError('not-signed-in', { text: 'noSignOn' });
    };
  const findKey = keyFinder(source.keysUrl, onError);
  return async authorization => {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new ApiError('not-signed-in');
    return toUser(await verify(token, findKey, now()), source);
  };
}

async function verify(token: string, findKey: JWTVerifyGetKey, now: number): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, findKey, {
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iss', 'aud', 'tid', 'oid'],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new ApiError('not-signed-in', { text: 'expired', cause: error });
    if (error instanceof errors.JOSEError || error instanceof TypeError)
      throw new ApiError('not-signed-in', { cause: error });
    throw error;
  }
}

function toUser(payload: JWTPayload, source: SignOnSource): User {
  const read = claims.safeParse(payload);
  if (!read.success) throw new ApiError('not-signed-in');
  const { iss, aud, tid, oid, scp, name, preferred_username, roles, wids } = read.data;
  if (!source.isAudience(aud) || iss.toLowerCase() !== source.issuerOf(tid).toLowerCase())
    throw new ApiError('not-signed-in');
  if (tid !== source.tenantId) throw new ApiError('other-tenant');
  if (!scp.split(' ').includes(scope)) throw new ApiError('not-signed-in');
  const isAdministrator = roles.includes(administratorRole) || wids.some(role => administrators.has(role));
  return { tenantId: tid, id: oid, name: name || preferred_username || oid, isAdministrator };
}

/** The issuer's published keys, kept. A token cannot be judged without them. */
function keyFinder(url: URL, onError: (error: unknown) => void): JWTVerifyGetKey {
  const find = createRemoteJWKSet(url, { cacheMaxAge: keysKept, timeoutDuration: keysTimeout });
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (error) {
      // What is wrong with the token, as opposed to what is wrong with the keys.
      if (
        error instanceof errors.JWKSNoMatchingKey ||
        error instanceof errors.JWKSMultipleMatchingKeys ||
        error instanceof errors.JOSENotSupported
      )
        throw error;
      onError(error);
      throw new ApiError('sign-on-unavailable', { cause: error });
    }
  };
}
