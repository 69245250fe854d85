import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWTPayload } from 'jose';
import { type Answer, BodyError, readBody, respond } from './http.ts';
import { type LoginKeys, TOKEN_LIFETIME } from './login-keys.ts';
import { ssoClaims } from './sso-claims.ts';
import type { User } from './world.ts';

/** The issuer and audience that the Bot Framework uses (Microsoft Learn, "Authentication with the Bot Connector API"). */
const BOT_FRAMEWORK = 'https://api.botframework.com';

/** Microsoft's login, played: an issuer for Teams, the bot and those who use the tab. */
export type Login = {
  /** Answers a request under `/login/`. */
  handle: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;
  /** The token that Teams sends to the bot. */
  tokenForBot: () => Promise<string>;
  /** The token that Teams gives to a tab for somebody. `changes` makes one that is not as it should be. */
  ssoToken: (user: User, changes?: JWTPayload) => Promise<string>;
  /** Whether a header holds a token that this issuer gave the bot for that audience. */
  accepts: (authorization: string | undefined, audience?: string) => Promise<boolean>;
};

export type LoginOptions = {
  keys: LoginKeys;
  appId: string;
  /** The client secret that the token endpoint asks for; undefined: any. */
  appPassword: string | undefined;
  tenantId: string;
  /** The playground's own address, which is also the service URL. */
  url: string;
};

/**
 * - `GET /login/.well-known/openid-configuration` and `GET /login/keys`: what a bot checks our tokens with
 * - `GET /login/{tenant}/v2.0/.well-known/openid-configuration`: where MSAL finds the token endpoint
 * - `POST /login/{tenant}/oauth2/v2.0/token`: client credentials
 */
export function createLogin({ keys, appId, appPassword, tenantId, url }: LoginOptions): Login {
  async function token(body: string, tenant: string): Promise<Answer> {
    const form = new URLSearchParams(body);
    if (form.get('grant_type') !== 'client_credentials') return refused(400, 'unsupported_grant_type', 'AADSTS70003');
    if (tenant !== tenantId && tenant !== 'botframework.com') return refused(400, 'invalid_request', 'AADSTS90002');
    if (form.get('client_id') !== appId) return refused(400, 'unauthorized_client', 'AADSTS700016');
    if (appPassword !== undefined && form.get('client_secret') !== appPassword) {
      return refused(401, 'invalid_client', 'AADSTS7000215');
    }
    const audience = (form.get('scope') ?? '').replace(/\/\.default$/, '') || BOT_FRAMEWORK;
    const issuer = `${url}/login/${tenant}/v2.0`;
    const accessToken = await keys.sign({ iss: issuer, aud: audience, appid: appId, azp: appId, tid: tenantId });
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: TOKEN_LIFETIME - 1, access_token: accessToken },
      headers: { 'cache-control': 'no-store' },
    };
  }

  async function answer(request: IncomingMessage, pathname: string): Promise<Answer> {
    const [, , tenant = '', ...rest] = pathname.split('/');
    const base = `${url}/login/${tenant}`;
    const jwksUri = `${url}/login/keys`;
    if (request.method === 'POST' && rest.join('/') === 'oauth2/v2.0/token') {
      return token(await readBody(request, 64 * 1024), tenant);
    }
    switch (`${request.method} ${pathname}`) {
      case 'GET /login/.well-known/openid-configuration':
        return {
          status: 200,
          body: { issuer: BOT_FRAMEWORK, jwks_uri: jwksUri, id_token_signing_alg_values_supported: ['RS256'] },
        };
      case 'GET /login/keys':
        return { status: 200, body: { keys: [await keys.publicKey()] } };
      case `GET /login/${tenant}/v2.0/.well-known/openid-configuration`:
        return {
          status: 200,
          body: {
            issuer: `${base}/v2.0`,
            authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
            token_endpoint: `${base}/oauth2/v2.0/token`,
            jwks_uri: jwksUri,
          },
        };
      default:
        return refused(404, 'not_found', `The login has no ${request.method} ${pathname}.`);
    }
  }

  return {
    handle: async (request, response, { pathname }) => {
      try {
        respond(response, await answer(request, pathname));
      } catch (error) {
        if (!(error instanceof BodyError)) throw error;
        respond(response, refused(400, 'invalid_request', error.message));
      }
    },
    tokenForBot: () => keys.sign({ iss: BOT_FRAMEWORK, aud: appId, serviceurl: url }),
    ssoToken: (user, changes) => keys.sign({ ...ssoClaims(user, appId, url), ...changes }),
    accepts: async (authorization, audience = BOT_FRAMEWORK) => {
      const bearer = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
      return bearer !== undefined && (await keys.verify(bearer, audience))?.appid === appId;
    },
  };
}

function refused(status: number, error: string, description: string): Answer {
  return { status, body: { error, error_description: description } };
}
