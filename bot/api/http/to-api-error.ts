import { CatalogueError } from '../../catalogue/catalogue-error.ts';
import { ConnectionError } from '../../connections/connection.ts';
import { SealedSecretError } from '../../connections/sealed-secret.ts';
import { type SettingProblem, SettingsError } from '../../connections/settings-error.ts';
import { DeliveryError } from '../../delivery/deliveries.ts';
import type { ApiTexts } from '../../locales/api-texts.ts';
import { DirectoryUnavailableError } from '../../policy/directory-unavailable-error.ts';
import { ApiError, type DetailText } from '../api-error.ts';
import { notValid } from './check.ts';

/** What an error of the modules below means to whoever made the request. */
export function toApiError(error: unknown, texts: ApiTexts): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof SettingsError)
    return notValid(error.problems.map(one => ({ field: `settings.${one.setting}`, detail: settingText(one, texts) })));
  if (error instanceof ConnectionError) return ofConnection(error, texts);
  if (error instanceof SealedSecretError) return ofSecret(error);
  if (error instanceof CatalogueError)
    return new ApiError(error.code === 'connector-not-found' ? 'connector-not-found' : 'not-possible', {
      cause: error,
    });
  if (error instanceof DeliveryError) return new ApiError('nothing-to-replay', { cause: error });
  if (error instanceof DirectoryUnavailableError) return ofDirectory(error);
  if (error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR')
    return new ApiError('store-unavailable', { cause: error });
  return new ApiError('internal', { cause: error });
}

function ofConnection(error: ConnectionError, texts: ApiTexts): ApiError {
  switch (error.code) {
    case 'connection-not-found':
    case 'channel-not-found':
    case 'no-webhook-url':
    case 'changed-meanwhile':
    case 'being-replaced':
    case 'url-transition-open':
    case 'no-url-transition':
    case 'url-generations-used-up':
    case 'url-epochs-used-up':
      return new ApiError(error.code, { cause: error });
    case 'name-missing':
      return notValid([{ field: 'name', detail: texts.fields.required }]);
    case 'deadline-not-in-future':
      return notValid([{ field: 'deadline', detail: texts.fields.deadline }]);
    case 'root-key-unknown':
    case 'root-key-in-use':
      return notValid([{ field: 'rootKey', detail: texts.fields[error.code] }]);
  }
}

function ofSecret(error: SealedSecretError): ApiError {
  const { problem } = error;
  return problem.code === 'unreadable'
    ? new ApiError('not-possible', { text: 'secretUnreadable', values: { setting: problem.setting }, cause: error })
    : new ApiError('not-possible', {
        text: 'secretKeyMissing',
        values: { rootKey: String(problem.rootKey) },
        cause: error,
      });
}

const directoryTexts: Partial<Record<DirectoryUnavailableError['problem'], DetailText>> = {
  'consent-missing': 'consentMissing',
  'team-unknown': 'teamUnknown',
  'not-configured': 'notConfigured',
};

function ofDirectory(error: DirectoryUnavailableError): ApiError {
  const { problem, permission = '' } = error;
  const text = directoryTexts[problem] ?? 'directory-unavailable';
  return new ApiError('directory-unavailable', { text, values: { permission }, cause: error });
}

function settingText({ setting, fault }: SettingProblem, { fields }: ApiTexts): string {
  switch (fault) {
    case 'unknown-setting':
      return fields.unknown;
    case 'unknown-choice':
      return fields.unknownChoice;
    case 'required':
      return setting === 'events' ? fields.events : fields.required;
    case 'invalid':
      return fields.invalid;
    case 'too-long':
    case 'too-many':
      return fields.tooMany;
    case 'out-of-range':
      return fields.outOfRange;
    case 'not-an-address':
      return fields.noAddress;
  }
}
