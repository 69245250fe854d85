import { errors, importJWK, jwtVerify } from 'jose';
import { createSigningKeys, type Fetch, KeysUnavailableError } from './signing-keys.ts';

/** The caller did not prove to be the Bot Framework. The message is for the caller and for the log. */
export class UnauthorizedError extends Error {
  override name = 'UnauthorizedError';
}

/**
 * Checks the token that came with an activity, before anything of the activity itself is read. Resolves with the
 * service URL that the token vouches for, which must be the activity's. Throws an UnauthorizedError if it is not good,
 * a KeysUnavailableError if that cannot be told now.
 * @param authorization the request's Authorization header
 */
export type VerifyActivityToken = (authorization: string | undefined) => Promise<string>;

export interface ActivityTokenOptions {
  appId: string;
  issuer: string;
  metadataUrl: string;
  fetch: Fetch;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Five minutes, as the Bot Framework's documentation asks for. */
const clockToleranceSeconds = 300;

/** A key that is endorsed must be endorsed for the channel that the activity claims to come from. */
const channel = 'msteams';

/**
 * The checks of Microsoft Learn, "Authenticate requests with the Bot Connector API": signature by a published key that
 * is endorsed for Teams, issuer, audience, lifetime, and the `serviceurl` claim. Tokens of the Bot Framework Emulator
 * and of other bots (skills), which botbuilder would also take, are not accepted.
 *
 * jose and not botbuilder: that one answers 500 for a wrong signature, writes to the console, has no time-out, and
 * leaves the endorsement and the service URL unchecked where the activity does not name them.
 */
export function createActivityTokenCheck(options: ActivityTokenOptions): VerifyActivityToken {
  const { appId, issuer, now } = options;
  const keys = createSigningKeys(options);

  return async authorization => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new UnauthorizedError('A Bearer token of the Bot Framework is needed.');
    try {
      const { payload } = await jwtVerify(
        token,
        async ({ kid, alg }) => {
          const key = kid === undefined ? undefined : await keys.find(kid);
          if (!key)
            throw new UnauthorizedError('The token is signed with a key that the Bot Framework does not publish.');
          if (key.endorsements?.length && !key.endorsements.includes(channel))
            throw new UnauthorizedError('The token is signed with a key that is not for Microsoft Teams.');
          return importJWK(key, alg);
        },
        {
          issuer,
          audience: appId,
          algorithms: ['RS256', 'RS384', 'RS512'],
          clockTolerance: clockToleranceSeconds,
          requiredClaims: ['exp'],
          currentDate: new Date(now()),
        },
      );
      if (typeof payload.serviceurl !== 'string') throw new UnauthorizedError('The token vouches for no serviceurl.');
      return payload.serviceurl;
    } catch (error) {
      if (error instanceof UnauthorizedError || error instanceof KeysUnavailableError) throw error;
      if (error instanceof errors.JOSEError || error instanceof TypeError)
        throw new UnauthorizedError(`The token is not valid: ${error.message}.`, { cause: error });
      throw error;
    }
  };
}
