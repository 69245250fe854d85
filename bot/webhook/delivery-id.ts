import { createHash } from 'node:crypto';
import type { verifySender } from '../catalogue/verification/verify-sender.ts';

const longest = 200;

/**
 * By what a delivery is known when it comes again; undefined where its service does not number deliveries. What was
 * signed counts where anything was: whoever sends a signed body a second time can give it any header. Without a
 * signature it is the header in which the service numbers its deliveries.
 */
export function deliveryIdOf(
  header: string | undefined,
  delivery: {
    /** Names in lower case. */
    headers: Record<string, string>;
    proof: Awaited<ReturnType<typeof verifySender>>;
    bytes: Buffer;
  },
): string | undefined {
  if (header === undefined) return undefined;
  const { headers, proof, bytes } = delivery;
  const signed = proof.verified === true ? proof.signed : undefined;
  if (signed === 'body') return `sha256 ${createHash('sha256').update(bytes).digest('base64url')}`;
  return (signed?.id ?? headers[header.toLowerCase()])?.slice(0, longest) || undefined;
}
