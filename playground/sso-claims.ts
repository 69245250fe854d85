import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { User } from './world.ts';

/** Teams on the web (Microsoft Learn, "Configure your tab app in Microsoft Entra ID"). */
const TEAMS_WEB_CLIENT = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

/** Microsoft Learn, "Microsoft Entra built-in roles": role template ids, as the claim `wids` carries them. */
const TEAMS_ADMINISTRATOR = '69091246-20e8-4a56-aa4d-066075b2a7a8';
const USER = 'b79fbf4d-3ef9-4689-8143-76b194e85509';

/**
 * What Teams' single sign-on token says of somebody: a v2.0 access token for our own API (Microsoft Learn, "Access
 * token claims reference"). Whoever is of another tenant has a token of that tenant.
 * @param url the playground's own address
 */
export function ssoClaims(user: User, appId: string, url: string): JWTPayload {
  const { aadObjectId, name, userPrincipalName, tenantId, role } = user;
  return {
    aud: appId,
    iss: `${url}/login/${tenantId}/v2.0`,
    tid: tenantId,
    oid: aadObjectId,
    // Of one person and one app, as in Entra: no key to anything else.
    sub: createHash('sha256').update(`${appId} ${aadObjectId}`).digest('base64url'),
    name,
    preferred_username: userPrincipalName,
    azp: TEAMS_WEB_CLIENT,
    azpacr: '0',
    scp: 'access_as_user',
    wids: role === 'administrator' ? [TEAMS_ADMINISTRATOR] : [USER],
    ver: '2.0',
  };
}
