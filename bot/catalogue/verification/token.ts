import type { VerificationFormat } from '../format/verification.ts';
import { equalSecrets } from './equal.ts';
import { type Absent, notVerified, readHeader, type SenderRequest, type SenderVerdict, verified } from './sender.ts';

type TokenFormat = Extract<VerificationFormat, { kind: 'token' }>;

/** A header that holds the secret itself, as GitLab's X-Gitlab-Token. */
export function verifyToken(format: TokenFormat, secret: string, request: SenderRequest): SenderVerdict | Absent {
  const token = readHeader(request, format.header, format.prefix);
  if ('absent' in token) return token;
  return equalSecrets(Buffer.from(token.values[0], 'latin1'), Buffer.from(secret))
    ? verified
    : notVerified(`The token in ${format.header} is not the one of this connection.`);
}
