import { createHash } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { VerificationFormat } from '../format/verification.ts';
import { equalSignatures } from './equal.ts';
import {
  type Absent,
  notVerified,
  readHeader,
  type SenderRequest,
  type SenderVerdict,
  verified,
  verifiedBody,
} from './sender.ts';

type JwtFormat = Extract<VerificationFormat, { kind: 'jwt' }>;

/** How far clocks may be apart, for the claims `exp`, `nbf` and `iat`. */
const clockToleranceSeconds = 60;

/** A signed JSON Web Token in a header; where the format says so, with a claim that holds the body's hash. */
export async function verifyJwt(
  format: JwtFormat,
  secret: string,
  request: SenderRequest,
): Promise<SenderVerdict | Absent> {
  const token = readHeader(request, format.header, format.prefix);
  if ('absent' in token) return token;
  try {
    const { payload } = await jwtVerify(token.values[0], Buffer.from(secret), {
      algorithms: format.algorithms,
      currentDate: new Date(request.now),
      clockTolerance: clockToleranceSeconds,
      ...(format.issuer !== undefined && { issuer: format.issuer }),
      ...(format.audience !== undefined && { audience: format.audience }),
    });
    return checkBody(format, payload, request.bytes);
  } catch (error) {
    if (error instanceof errors.JOSEError) return notVerified(reasonOf(error));
    throw error;
  }
}

function checkBody({ bodyHash }: JwtFormat, payload: JWTPayload, bytes: Buffer): SenderVerdict {
  if (!bodyHash) return verified;
  const claim = Object.hasOwn(payload, bodyHash.claim) ? payload[bodyHash.claim] : undefined;
  const expected = createHash(bodyHash.algorithm).update(bytes).digest(bodyHash.encoding);
  const given = typeof claim === 'string' ? claim : '';
  return equalSignatures(bodyHash.encoding === 'hex' ? given.toLowerCase() : given, expected)
    ? verifiedBody
    : notVerified('The token was made for another body.');
}

function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `The claim "${error.claim}" of the token is missing or not the expected one.`;
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'The signature of the token does not fit the secret.';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'The token is signed with another algorithm than is expected.';
  return 'The token is not a valid JSON Web Token.';
}
