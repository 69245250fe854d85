import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { signOnSource } from '../../bot/api/sign-on-source.ts';
import { close, listen } from './messages-endpoint.ts';

export const appId = '11111111-2222-4333-8444-555555555555';
const audience = `api://connectors.example.org/botid-${appId}`;

/** Somebody as Entra ID knows them. */
export interface Somebody {
  id: string;
  name: string;
}

/** Entra ID for one tenant, with keys of its own. */
export async function startIssuer(tenantId: string) {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const foreign = await generateKeyPair('RS256');
  const state = { available: true };
  const server = createServer(async (_, response) => {
    const key = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
    response.statusCode = state.available ? 200 : 500;
    response.end(JSON.stringify({ keys: [key] }));
  });
  const port = await listen(server);
  const real = signOnSource({
    bot: { kind: 'secret', appId, tenantId, secret: 'not used' },
    cloud: 'commercial',
    playgroundUrl: undefined,
  });
  if (!real) throw new Error('There is no source.');
  const claimsOf = ({ id, name }: Somebody): JWTPayload => ({
    iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    aud: audience,
    tid: tenantId,
    oid: id,
    name,
    scp: 'access_as_user',
  });

  return {
    source: { ...real, keysUrl: new URL(`http://127.0.0.1:${port}/keys`) },
    /** Whether the keys can be fetched. */
    state,
    publicKey: await exportSPKI(publicKey),
    claimsOf,
    foreignKey: foreign.privateKey,
    async token(
      somebody: Somebody,
      claims: JWTPayload = {},
      { key = privateKey, kid = 'key-1', lifetime = 3600 }: { key?: CryptoKey; kid?: string; lifetime?: number } = {},
    ): Promise<string> {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ iat: now, nbf: now - 10, exp: now + lifetime, ...claimsOf(somebody), ...claims })
        .setProtectedHeader({ alg: 'RS256', kid })
        .sign(key);
    },
    close: () => close(server),
  };
}

export type Issuer = Awaited<ReturnType<typeof startIssuer>>;
