import type { ConnectorDetail, FieldProblem, NewConnectionRequest, SettingValues } from '../../bot/api/contract.ts';
import { initialValues, settingsToSend } from '../parts/setting-values.ts';

/** A new connection as it stands in the form. */
export interface Draft {
  name: string;
  pictureUrl: string;
  settings: SettingValues;
}

export function newDraft({ name, settings, events }: ConnectorDetail): Draft {
  return { name, pictureUrl: '', settings: initialValues(settings, events) };
}

/** What the service is asked to make of the draft. */
export function requestOf(connector: ConnectorDetail, draft: Draft): NewConnectionRequest {
  return {
    connector: connector.id,
    name: draft.name.trim(),
    pictureUrl: draft.pictureUrl.trim() || null,
    settings: settingsToSend(connector.settings, draft.settings),
  };
}

/** Fields that are needed and empty: said at once, without asking the service. All else is the service's to judge. */
export function missingFields(connector: ConnectorDetail, draft: Draft, detail: string): FieldProblem[] {
  const missing = connector.settings
    .filter(({ id, required, type }) => required && type !== 'flag' && isEmpty(draft.settings[id]))
    .map(({ id }) => `settings.${id}`);
  return [...(draft.name.trim() === '' ? ['name'] : []), ...missing].map(field => ({ field, detail }));
}

/** The address of a picture that can be shown; undefined as long as it is none. */
export function pictureOf(draft: Pick<Draft, 'pictureUrl'>): string | undefined {
  const address = draft.pictureUrl.trim();
  return URL.canParse(address) && new URL(address).protocol === 'https:' ? address : undefined;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
