import type { VerificationFormat } from '../format/verification.ts';
import { verifyBasic } from './basic.ts';
import { verifyHmac } from './hmac.ts';
import { verifyJwt } from './jwt.ts';
import type { Absent, SenderRequest, SenderVerdict } from './sender.ts';
import { verifyStandardWebhooks } from './standard-webhooks.ts';
import { verifyToken } from './token.ts';

/**
 * Says whether a request comes from the service that knows the connection's secret. The first verification whose
 * header is there counts; where the connection has no secret, there is nothing to verify. Never throws for what a
 * sender sends.
 */
export async function verifySender(
  verification: readonly VerificationFormat[],
  request: SenderRequest,
): Promise<SenderVerdict | { verified: 'nothing to verify' }> {
  const missing: string[] = [];
  for (const format of verification) {
    const secret = Object.hasOwn(request.secrets, format.secret) ? request.secrets[format.secret] : undefined;
    if (secret === undefined || secret === '') continue;
    if (format.kind === 'hmac' && !isOn(format.onlyWith, request)) {
      missing.push(`The header ${format.header} does not count: the setting ${format.onlyWith} is off.`);
      continue;
    }
    const result = await verifyBy(format, secret, request);
    if (!('absent' in result)) return result;
    missing.push(result.absent);
  }
  return missing.length === 0
    ? { verified: 'nothing to verify' }
    : { verified: false, reason: `Nothing proves who sent this. ${[...new Set(missing)].join(' ')}` };
}

/** Whether a setting of type flag is on; none needs to be where none is named. */
const isOn = (flag: string | undefined, { plain }: SenderRequest) =>
  flag === undefined || (Object.hasOwn(plain, flag) && plain[flag] === true);

function verifyBy(
  format: VerificationFormat,
  secret: string,
  request: SenderRequest,
): SenderVerdict | Absent | Promise<SenderVerdict | Absent> {
  switch (format.kind) {
    case 'hmac':
      return verifyHmac(format, secret, request);
    case 'token':
      return verifyToken(format, secret, request);
    case 'basic':
      return verifyBasic(format, secret, request);
    case 'standard-webhooks':
      return verifyStandardWebhooks(secret, request);
    case 'jwt':
      return verifyJwt(format, secret, request);
  }
}
