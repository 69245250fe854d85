import type { VerificationFormat } from '../format/verification.ts';
import { equalSecrets } from './equal.ts';
import { type Absent, notVerified, readHeader, type SenderRequest, type SenderVerdict, verified } from './sender.ts';

type BasicFormat = Extract<VerificationFormat, { kind: 'basic' }>;

/** A user name and a password (RFC 7617). Where the connection has no user name, any will do. */
export function verifyBasic(format: BasicFormat, secret: string, request: SenderRequest): SenderVerdict | Absent {
  const credentials = readHeader(request, 'Authorization', 'Basic ');
  if ('absent' in credentials) return credentials;
  const bytes = Buffer.from(credentials.values[0], 'base64');
  const colon = bytes.indexOf(':');
  if (colon === -1) return notVerified('The header Authorization holds no user name and password.');

  const user = expectedUser(format, request);
  const rightUser = user === undefined || equalSecrets(bytes.subarray(0, colon), Buffer.from(user));
  const rightPassword = equalSecrets(bytes.subarray(colon + 1), Buffer.from(secret));
  return rightUser && rightPassword
    ? verified
    : notVerified('The user name or the password is not the one of this connection.');
}

/** The setting of the user name may be of type `text` or `secret`. */
function expectedUser({ username }: BasicFormat, { plain, secrets }: SenderRequest): string | undefined {
  if (username === undefined) return undefined;
  const value = [secrets, plain].find(settings => Object.hasOwn(settings, username))?.[username];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
