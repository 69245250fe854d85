import { DirectoryUnavailableError } from '../policy/directory-unavailable-error.ts';
import type { GraphError } from './graph-error.ts';

/**
 * What a failed call to Graph means for whoever asked for somebody's rights, with what to do about it.
 * @param permission of the app in the team (resource-specific consent), which the call needs
 */
export function directoryProblem(error: GraphError, permission: string): DirectoryUnavailableError {
  const { status, code, message: cause } = error;
  if (code === 'login' || status === 401)
    return new DirectoryUnavailableError(
      'login',
      `${cause} Check the bot's credential (BOT_SECRET, BOT_CERTIFICATE or its managed identity).`,
      { cause: error },
    );
  if (status === 403)
    return new DirectoryUnavailableError(
      'consent-missing',
      `${cause} The app needs ${permission} in this team: an owner grants it by updating the app there, or by adding it again.`,
      { permission, cause: error },
    );
  if (status === 404)
    return new DirectoryUnavailableError(
      'team-unknown',
      `${cause} Microsoft Graph knows no such team or channel: remove the app from the team and add it again, if it is still there.`,
      { cause: error },
    );
  return new DirectoryUnavailableError('unavailable', `${cause} Try again in a minute.`, { cause: error });
}

/** There is nothing with which Graph could be asked. */
export function notConfigured(): DirectoryUnavailableError {
  return new DirectoryUnavailableError(
    'not-configured',
    'Nobody can be looked up: the service runs without BOT_ID and without a playground. Start it with npm start, or give it the credentials of a bot.',
  );
}

/** @param time how long was waited, in milliseconds */
export function tooSlow(time: number): DirectoryUnavailableError {
  const text = `Microsoft Graph did not answer within ${time / 1000} seconds. Try again in a minute.`;
  return new DirectoryUnavailableError('unavailable', text);
}
