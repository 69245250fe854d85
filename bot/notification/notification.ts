/**
 * What is to be posted: the plain form between what came in and what goes out.
 * Everything here is plain data that survives JSON, since it is what the outbox stores.
 */

/** A text in the Markdown that Teams renders in an Adaptive Card: bold, italic, links, lists. See `markdown.ts`. */
export type Markdown = string;

export interface Notification {
  /** What is shown, top to bottom; each becomes one Adaptive Card of the same post. Never empty. */
  contents: Content[];
  /** How many contents were left out because they did not fit. */
  moreContents?: number;
  /** The people that `<at>Name</at>` in the texts means, where the sender says it. */
  mentions?: Mention[];
  /** One line of plain text for the notification pop-up and the activity feed. Never empty. */
  summary: string;
  /** What belongs together (one pull request, one alert) shares a thread key. */
  threadKey?: string;
  state?: 'open' | 'resolved';
}

/** Whom a text mentions; Teams tells them. */
export interface Mention {
  /** As it stands in the texts: `<at>Name</at>`. */
  text: string;
  /** Entra object id, user principal name, or Teams' own id. */
  id: string;
  name: string;
}

export type Content = Message | Card;

/** A plain form that we turn into an Adaptive Card. */
export interface Message {
  kind: 'message';
  title?: Markdown;
  text?: Markdown;
  tone?: Tone;
  sections: Section[];
  /** How many sections were left out because they did not fit. */
  moreSections?: number;
  /** What the sections are, if all of them are of one kind: `alert`, `alerts`. */
  sectionKind?: { one: string; other: string };
  actions: Action[];
  moreActions?: number;
}

/** An Adaptive Card that the sender made, already cleaned by `clean-card.ts`. */
export interface Card {
  kind: 'card';
  card: JsonObject;
  /** Titles of buttons that were taken out because they would call our bot or lead nowhere. */
  removedButtons?: string[];
  /** Element types that Teams does not know or refuses, taken out. */
  removedElements?: string[];
  /** How many elements were left out because they did not fit. */
  moreElements?: number;
}

/** Six hex digits with `#`, as MessageCard's themeColor, or a meaning. */
export type Tone = `#${string}` | 'good' | 'warning' | 'attention' | 'accent';

export interface Section {
  title?: Markdown;
  activity?: Activity;
  heroImage?: Picture;
  text?: Markdown;
  facts: Fact[];
  /** How many facts were left out because they did not fit; so with images and actions. */
  moreFacts?: number;
  images: Picture[];
  moreImages?: number;
  actions: Action[];
  moreActions?: number;
}

export interface Activity {
  image?: Picture;
  title?: Markdown;
  subtitle?: Markdown;
  text?: Markdown;
}

export interface Fact {
  name: Markdown;
  value: Markdown;
}

export interface Picture {
  url: string;
  /** Read aloud, and shown where the picture cannot be. */
  alt?: string;
  /** Cropped to a circle, as `activityImageType: avatar`. */
  round?: boolean;
}

/**
 * A button. What we cannot offer (`unsupported`), and an address that Teams never opens (`unopenable`; empty where there
 * is none), stays visible as a line of text, never dropped silently.
 */
export type Action =
  | { kind: 'open'; title: string; url: string }
  | { kind: 'unopenable'; title: string; address: string }
  | { kind: 'unsupported'; title: string; type: string };

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}
