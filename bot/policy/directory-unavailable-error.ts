/**
 * Why the directory could not say who somebody is.
 * - `team-unknown`: which Microsoft 365 group the team is, is not known, or Microsoft Graph knows no such team or channel
 * - `consent-missing`: the app has not been granted a permission in the team
 * - `login`: Microsoft Entra gave no token for Microsoft Graph
 * - `not-configured`: the service has nothing with which it could ask
 * - `unavailable`: Microsoft Graph did not answer, or not as it should
 */
export type DirectoryProblem = 'team-unknown' | 'consent-missing' | 'login' | 'not-configured' | 'unavailable';

/** Whoever cannot be asked about has no rights: the message says what was wrong and what to do. */
export class DirectoryUnavailableError extends Error {
  override name = 'DirectoryUnavailableError';
  readonly problem: DirectoryProblem;
  /** The permission that is missing, such as `TeamMember.Read.Group`; for `consent-missing`. */
  readonly permission: string | undefined;

  constructor(problem: DirectoryProblem, message: string, more: { permission?: string; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.problem = problem;
    this.permission = more.permission;
  }
}
