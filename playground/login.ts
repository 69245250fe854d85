import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import { type Answer, BodyError, readBody, respond } from './http.ts';

/** The issuer and audience that the Bot Framework uses (Microsoft Learn, "Authentication with the Bot Connector API"). */
const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'playground';
const LIFETIME_SECONDS = 3600;

/** Microsoft's login, played: an issuer for both directions between Teams and the bot. */
export type Login = {
  /** Answers a request under `/login/`. */
  handle: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;
  /** The token that Teams sends to the bot. */
  tokenForBot: () => Promise<string>;
  /** Whether a header holds a token that this issuer gave the bot for the Bot Connector. */
  accepts: (authorization: string | undefined) => Promise<boolean>;
};

export type LoginOptions = {
  appId: string;
  /** The client secret that the token endpoint asks for; undefined: any. */
  appPassword: string | undefined;
  tenantId: string;
  /** The playground's own address, which is also the service URL. */
  url: string;
  now: () => number;
};

export type LoginKeys = { privateKey: CryptoKey; jwk: JWK };

/** Makes the issuer's key pair: about a tenth of a second of work. */
export async function createLoginKeys(): Promise<LoginKeys> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, use: 'sig', alg: 'RS256', endorsements: ['msteams'] };
  return { privateKey, jwk };
}

/**
 * - `GET /login/.well-known/openid-configuration` and `GET /login/keys`: what a bot checks our tokens with
 * - `GET /login/{tenant}/v2.0/.well-known/openid-configuration`: where MSAL finds the token endpoint
 * - `POST /login/{tenant}/oauth2/v2.0/token`: client credentials
 */
export function createLogin({ privateKey, jwk }: LoginKeys, options: LoginOptions): Login {
  const { appId, tenantId, url, now } = options;
  const keys = createLocalJWKSet({ keys: [jwk] });

  function sign(claims: JWTPayload): Promise<string> {
    const seconds = Math.floor(now() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID, typ: 'JWT' })
      .setIssuedAt(seconds)
      .setNotBefore(seconds - 300)
      .setExpirationTime(seconds + LIFETIME_SECONDS)
      .sign(privateKey);
  }

  async function token(body: string, tenant: string): Promise<Answer> {
    const form = new URLSearchParams(body);
    if (form.get('grant_type') !== 'client_credentials') return refused(400, 'unsupported_grant_type', 'AADSTS70003');
    if (tenant !== tenantId && tenant !== 'botframework.com') return refused(400, 'invalid_request', 'AADSTS90002');
    if (form.get('client_id') !== appId) return refused(400, 'unauthorized_client', 'AADSTS700016');
    const { appPassword } = options;
    if (appPassword !== undefined && form.get('client_secret') !== appPassword) {
      return refused(401, 'invalid_client', 'AADSTS7000215');
    }
    const audience = (form.get('scope') ?? '').replace(/\/\.default$/, '') || ISSUER;
    const issuer = `${url}/login/${tenant}/v2.0`;
    const accessToken = await sign({ iss: issuer, aud: audience, appid: appId, azp: appId, tid: tenantId });
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: LIFETIME_SECONDS - 1, access_token: accessToken },
      headers: { 'cache-control': 'no-store' },
    };
  }

  return {
    handle: async (request, response, { pathname }) => {
      const [, , tenant = '', ...rest] = pathname.split('/');
      const isToken = rest.join('/') === 'oauth2/v2.0/token';
      if (request.method === 'GET' && pathname === '/login/.well-known/openid-configuration') {
        const body = {
          issuer: ISSUER,
          jwks_uri: `${url}/login/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        };
        respond(response, { status: 200, body });
      } else if (request.method === 'GET' && pathname === '/login/keys') {
        respond(response, { status: 200, body: { keys: [jwk] } });
      } else if (request.method === 'GET' && rest.join('/') === 'v2.0/.well-known/openid-configuration') {
        const base = `${url}/login/${tenant}`;
        const body = {
          issuer: `${base}/v2.0`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          token_endpoint: `${base}/oauth2/v2.0/token`,
          jwks_uri: `${url}/login/keys`,
        };
        respond(response, { status: 200, body });
      } else if (request.method === 'POST' && isToken) {
        try {
          respond(response, await token(await readBody(request, 64 * 1024), tenant));
        } catch (error) {
          if (!(error instanceof BodyError)) throw error;
          respond(response, refused(400, 'invalid_request', error.message));
        }
      } else {
        respond(response, refused(404, 'not_found', `The login has no ${request.method} ${pathname}.`));
      }
    },
    tokenForBot: () => sign({ iss: ISSUER, aud: appId, serviceurl: url }),
    accepts: async authorization => {
      const bearer = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
      if (!bearer) return false;
      try {
        const { payload } = await jwtVerify(bearer, keys, { audience: ISSUER, currentDate: new Date(now()) });
        return payload.appid === appId;
      } catch {
        // Whatever is wrong with a token, the answer is the same: it is not accepted.
        return false;
      }
    },
  };
}

function refused(status: number, error: string, description: string): Answer {
  return { status, body: { error, error_description: description } };
}
