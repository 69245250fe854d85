import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';

/** The key pair of the login, new at each start. It is made when it is first needed: a tenth of a second of work. */
export type LoginKeys = {
  /** The public key, as a key set lists it. */
  publicKey: () => Promise<JWK>;
  sign: (claims: JWTPayload) => Promise<string>;
  /** The claims of a token that we signed for this audience; undefined for whatever else it may be. */
  verify: (token: string, audience: string) => Promise<JWTPayload | undefined>;
};

/** The lifetime of every token, in seconds. */
export const TOKEN_LIFETIME = 3600;

/** @param now milliseconds since 1970 */
export function createLoginKeys(now: () => number): LoginKeys {
  let made: ReturnType<typeof makeKeys> | undefined;
  const keys = (): ReturnType<typeof makeKeys> => {
    made ??= makeKeys();
    return made;
  };
  return {
    publicKey: async () => (await keys()).jwk,
    sign: async claims => {
      const { privateKey, kid } = await keys();
      const seconds = Math.floor(now() / 1000);
      const times = { iat: seconds, nbf: seconds - 300, exp: seconds + TOKEN_LIFETIME };
      return new SignJWT({ ...times, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .sign(privateKey);
    },
    verify: async (token, audience) => {
      try {
        const { keySet } = await keys();
        return (await jwtVerify(token, keySet, { audience, currentDate: new Date(now()) })).payload;
      } catch {
        // Whatever is wrong with a token, the answer is the same: it is not accepted.
        return undefined;
      }
    },
  };
}

async function makeKeys() {
  const kid = randomUUID();
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256', endorsements: ['msteams'] };
  return { privateKey, jwk, kid, keySet: createLocalJWKSet({ keys: [jwk] }) };
}
