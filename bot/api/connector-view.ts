import { type CatalogueEntry, refusalText } from '../catalogue/catalogue.ts';
import type { Connector } from '../catalogue/connector-files.ts';
import type { SettingFormat } from '../catalogue/format/settings.ts';
import type { Language } from '../locales/language.ts';
import { iconAddress } from './connector-finder.ts';
import type { Availability, ConnectorDetail, ConnectorSummary, SettingField } from './contract.ts';

/** What a view is made for. */
export interface ConnectorReader {
  language: Language;
  /** How many connections of it the channel has. */
  configured: number;
}

/** @param connector undefined where only Microsoft's list knows it */
export function toConnectorSummary(
  entry: CatalogueEntry,
  connector: Connector | undefined,
  { language, configured }: ConnectorReader,
): ConnectorSummary {
  return {
    id: entry.id,
    name: entry.name[language],
    publisher: entry.publisher ?? null,
    description: entry.description?.[language] ?? null,
    categories: [...entry.categories],
    aliases: [...entry.aliases],
    icon: connector ? iconAddress(connector) : null,
    origin: entry.origin,
    kind: entry.kind ?? null,
    configured,
    availability: availabilityOf(entry, language),
  };
}

export function toConnectorDetail(
  entry: CatalogueEntry,
  connector: Connector | undefined,
  { samples, ...reader }: ConnectorReader & Pick<ConnectorDetail, 'samples'>,
): ConnectorDetail {
  const { language } = reader;
  return {
    ...toConnectorSummary(entry, connector, reader),
    longDescription: connector?.longDescription[language] ?? '',
    version: entry.origin === 'organization' ? (entry.version ?? null) : null,
    settings: (connector?.settings ?? []).map(format => toField(format, language)),
    events: [...(connector?.events ?? [])].map(([id, event]) => ({
      id,
      name: event.name[language],
      default: event.default,
    })),
    guide: connector?.guide[language] ?? '',
    samples,
  };
}

function availabilityOf({ name, refusal }: CatalogueEntry, language: Language): Availability {
  if (!refusal) return { state: 'available' };
  const text = refusalText(name, refusal, language);
  return refusal.because === 'scheduled'
    ? { state: 'scheduled', from: refusal.from, text }
    : { state: 'refused', text };
}

function toField(format: SettingFormat, language: Language): SettingField {
  const { id, type, label, hint, required } = format;
  const field = { id, type, label: label[language], hint: hint?.[language] ?? null, required };
  switch (format.type) {
    case 'text':
      return { ...field, maxLength: format.maxLength };
    case 'number':
      return { ...field, min: format.min, max: format.max, default: format.default };
    case 'flag':
      return { ...field, default: format.default };
    case 'choices':
      return { ...field, choices: format.choices.map(({ value, label }) => ({ value, label: label[language] })) };
    case 'secret':
    case 'url':
    case 'patterns':
      return field;
  }
}
