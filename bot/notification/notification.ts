/**
 * What is to be posted: the plain form between what came in and what goes out.
 * Everything here is plain data that survives JSON, since it is what the outbox stores.
 */

/** A text in the Markdown that Teams renders in an Adaptive Card: bold, italic, links, lists. See `markdown.ts`. */
export type Markdown = string;

export interface Notification {
  /** What is shown, top to bottom; each becomes one Adaptive Card of the same post. Never empty. */
  contents: Content[];
  /** One line of plain text for the notification pop-up and the activity feed. Never empty. */
  summary: string;
  /** What belongs together (one pull request, one alert) shares a thread key. */
  threadKey?: string;
  state?: 'open' | 'resolved';
}

export type Content = Message | Card;

/** A plain form that we turn into an Adaptive Card. */
export interface Message {
  kind: 'message';
  title?: Markdown;
  text?: Markdown;
  tone?: Tone;
  sections: Section[];
  actions: Action[];
}

/** An Adaptive Card that the sender made, already cleaned by `clean-card.ts`. */
export interface Card {
  kind: 'card';
  card: JsonObject;
}

/** Six hex digits with `#`, as MessageCard's themeColor, or a meaning. */
export type Tone = `#${string}` | 'good' | 'warning' | 'attention' | 'accent';

export interface Section {
  title?: Markdown;
  activity?: Activity;
  heroImage?: Picture;
  text?: Markdown;
  facts: Fact[];
  images: Picture[];
  actions: Action[];
}

export interface Activity {
  image?: Picture;
  title?: Markdown;
  subtitle?: Markdown;
  text?: Markdown;
}

export interface Fact {
  name: string;
  value: Markdown;
}

export interface Picture {
  url: string;
  /** Read aloud, and shown where the picture cannot be. */
  alt?: string;
  /** Cropped to a circle, as `activityImageType: avatar`. */
  round?: boolean;
}

/** A button. What we cannot offer stays visible as a line of text (`unsupported`), never dropped silently. */
export type Action =
  | { kind: 'open'; title: string; url: string }
  | { kind: 'unsupported'; title: string; type: string };

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}
