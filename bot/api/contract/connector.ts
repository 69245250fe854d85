export interface ConnectorList {
  /** In the order of their names. */
  connectors: ConnectorSummary[];
}

export interface ConnectorSummary {
  id: string;
  name: string;
  publisher: string | null;
  description: string | null;
  categories: string[];
  aliases: string[];
  /** An SVG as a data address; null where there is none. */
  icon: string | null;
  origin: 'built-in' | 'organization' | 'listed';
  kind: 'webhook' | 'feed' | null;
  /** How many connections of it this channel has. */
  configured: number;
  availability: Availability;
}

export type Availability =
  | { state: 'available' }
  /** Takes new connections from then on (a day, `YYYY-MM-DD`). `text` says so. */
  | { state: 'scheduled'; from: string; text: string }
  /** Takes no new connections; `text` says why and what to do. */
  | { state: 'refused'; text: string };

export interface ConnectorDetail extends ConnectorSummary {
  longDescription: string;
  /** Only for an organisation's own. */
  version: string | null;
  settings: SettingField[];
  /** Empty for a connector without events. */
  events: EventChoice[];
  /** Markdown; `{{webhookUrl}}` stands where the URL is to be filled in. */
  guide: string;
  /** What can be previewed, a typical one first. */
  samples: { name: string; title: string }[];
}

export interface SettingField {
  id: string;
  type: 'text' | 'secret' | 'url' | 'flag' | 'number' | 'patterns' | 'choices';
  label: string;
  hint: string | null;
  required: boolean;
  /** For `text`. */
  maxLength?: number;
  /** For `number`. */
  min?: number;
  max?: number;
  default?: number | boolean;
  /** For `choices`. */
  choices?: { value: string; label: string }[];
}

export interface EventChoice {
  id: string;
  name: string;
  /** Whether it is chosen unless somebody chooses otherwise. */
  default: boolean;
}

/** Values by the ids of the settings, and for connectors with events `events` (ids) and `everything`. */
export type SettingValues = Record<string, unknown>;

export interface Preview {
  /** Adaptive Cards, as they would stand in the channel. */
  cards: unknown[];
}
