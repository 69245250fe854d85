import { ApiError } from '../api-error.ts';

/** The ETag of something that has a version. */
export const etagOf = (version: number): string => `"${version}"`;

/**
 * The version that a change says it is made from (If-Match, RFC 9110, 13.1.1). Throws an ApiError where it says none.
 * `*` is none: it would overwrite what somebody else has done meanwhile.
 */
export function versionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '*') throw new ApiError('if-match-missing');
  const version = /^"(\d{1,15})"$/.exec(ifMatch.trim())?.[1];
  // An ETag that we never gave is the ETag of nothing that is here now.
  if (version === undefined) throw new ApiError('changed-meanwhile');
  return Number(version);
}
