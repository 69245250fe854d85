import { z } from 'zod';
import type { SettingFormat } from '../catalogue/format/settings.ts';
import { type CheckedSetting, checkChoices, checkFlag, checkSetting, type SettingValue } from './check-setting.ts';
import type { RootKeys } from './root-keys.ts';
import { openSecret, type SealedSecret, sealedSecret, sealSecret } from './sealed-secret.ts';
import { type SettingProblem, SettingsError } from './settings-error.ts';

/** What a connector lets people set. `Connector` of the catalogue is one. */
export interface ConfigurableConnector {
  settings: readonly SettingFormat[];
  /** By their ids; empty for a connector without events. */
  events: ReadonlyMap<string, unknown>;
}

export interface SealOptions {
  keys: RootKeys;
  /** A sealed secret can be opened for this connection only. */
  connectionId: string;
  connector: ConfigurableConnector;
  /** As they are stored now; undefined for a new connection. */
  stored?: string | undefined;
}

/** Settings as somebody entered them, with the connector that says what they must be. */
export interface EnteredSettings {
  connector: ConfigurableConnector;
  entered: Record<string, unknown>;
}

/** The settings of a connection as they are used. */
export interface OpenedSettings {
  /** All but the secrets; what templates may see. */
  plain: Record<string, unknown>;
  secrets: Record<string, string>;
}

/** What stands for a secret that is set, wherever settings are shown. */
export const secretMask = '••••••••';

/** JSON object: values as they are, secrets sealed. */
const storedSettings = z.record(
  z.string(),
  z.union([sealedSecret, z.string(), z.number(), z.boolean(), z.array(z.string())]),
);
type StoredSettings = z.infer<typeof storedSettings>;

/**
 * Checks the settings that somebody entered, all of them at once, and makes of them what is stored. A secret that is
 * absent or still masked stays as it was; an empty one is removed. Any other setting that is absent is unset.
 * Throws a SettingsError that names everything that is wrong.
 */
export function sealSettings(options: SealOptions, entered: Record<string, unknown>): string {
  const { connector, stored } = options;
  const before = stored === undefined ? {} : readStored(stored);
  const problems = unknownSettings(connector, entered);
  const settings: StoredSettings = {};
  const take = (setting: string, checked: CheckedSetting): SettingValue | undefined => {
    if ('value' in checked) return checked.value;
    problems.push({ setting, ...checked });
    return undefined;
  };
  const keep = (setting: string, value: StoredSettings[string] | undefined) => {
    if (value !== undefined) settings[setting] = value;
  };

  for (const format of connector.settings) {
    const given = own(entered, format.id);
    if (format.type !== 'secret') {
      keep(format.id, take(format.id, checkSetting(format, given)));
      continue;
    }
    const unchanged = given === undefined || given === secretMask ? own(before, format.id) : undefined;
    if (unchanged === undefined || !isSealed(unchanged)) {
      const secret = take(format.id, given === secretMask ? notEntered : checkSetting(format, given));
      keep(format.id, typeof secret === 'string' ? seal(options, format.id, secret) : undefined);
    } else keep(format.id, unchanged);
  }
  if (connector.events.size > 0) {
    const everything = take('everything', checkFlag(own(entered, 'everything') ?? false)) === true;
    keep('everything', everything || undefined);
    keep('events', take('events', checkEvents(own(entered, 'events'), [...connector.events.keys()], everything)));
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return JSON.stringify(settings);
}

/**
 * The settings of a connection as they are used. Throws a SealedSecretError if a secret cannot be opened: a request
 * must not pass as one for which there is nothing to verify.
 */
export function openSettings(keys: RootKeys, connectionId: string, stored: string): OpenedSettings {
  const plain: Record<string, unknown> = {};
  const secrets: Record<string, string> = {};
  // Incoming Webhook has none, and most requests are its.
  if (stored === '{}') return { plain, secrets };
  for (const [setting, value] of Object.entries(readStored(stored)))
    if (isSealed(value)) secrets[setting] = openSecret(keys, { connectionId, setting }, value);
    else plain[setting] = value;
  return { plain, secrets };
}

/** The settings of a connection for people to see and change: a secret that is set is `secretMask`. Needs no key. */
export function maskSettings(stored: string): Record<string, unknown> {
  const entries = Object.entries(readStored(stored));
  return Object.fromEntries(entries.map(([setting, value]) => [setting, isSealed(value) ? secretMask : value]));
}

/**
 * What is there before a change: as `maskSettings`, without what the connector has no more, or has in another form.
 * A version of a connector may be without settings that an older one had.
 */
export function settingsToChange(connector: ConfigurableConnector, stored: string): Record<string, unknown> {
  const secrets = new Set(connector.settings.filter(({ type }) => type === 'secret').map(({ id }) => id));
  const known = settingIds(connector);
  const entries = Object.entries(readStored(stored)).filter(([id, value]) => isSealed(value) === secrets.has(id));
  return Object.fromEntries(
    entries.filter(([id]) => known.has(id)).map(([id, value]) => [id, isSealed(value) ? secretMask : value]),
  );
}

const notEntered: CheckedSetting = { fault: 'required', message: 'Enter the secret.' };

function seal({ keys, connectionId }: SealOptions, setting: string, secret: string) {
  return sealSecret(keys, { connectionId, setting }, secret);
}

/** No list: those that are on by default. */
function checkEvents(given: unknown, events: readonly string[], everything: boolean): CheckedSetting {
  if (given === undefined || given === null) return { value: undefined };
  const checked = checkChoices(given, events);
  const none = 'value' in checked && checked.value === undefined;
  return none && !everything ? { fault: 'required', message: 'Choose at least one event, or everything.' } : checked;
}

function settingIds(connector: ConfigurableConnector): Set<string> {
  const ids = new Set(connector.settings.map(format => format.id));
  return connector.events.size > 0 ? ids.add('events').add('everything') : ids;
}

function unknownSettings(connector: ConfigurableConnector, entered: Record<string, unknown>): SettingProblem[] {
  const known = settingIds(connector);
  return Object.keys(entered)
    .filter(setting => !known.has(setting))
    .map(setting => ({ setting, fault: 'unknown-setting', message: 'This connector has no such setting.' }));
}

/** Settings as they are stored. Throws if they are of another form, which nothing here writes. */
export function readStored(stored: string): StoredSettings {
  return storedSettings.parse(JSON.parse(stored));
}

export const isSealed = (value: StoredSettings[string]): value is SealedSecret =>
  typeof value === 'object' && !Array.isArray(value);

/** An entry of its own: a setting may be called `constructor`. */
function own<Value>(record: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
