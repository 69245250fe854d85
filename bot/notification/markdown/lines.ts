/** A link as it will stand in the card. */
export interface Link {
  /** http, https or mailto, fit for Markdown. */
  url: string;
}

/** A part of a line that looks the same throughout. */
export interface Run {
  /** What people read: nothing in it is markup. */
  text: string;
  bold: boolean;
  /** The mark with which it is written, or '' if it is not italic. */
  italic: '' | '*' | '_';
  link: Link | undefined;
}

/** What stands on a line of its own in the card. */
export type Line =
  | {
      kind: 'text' | 'item';
      /** Bars of quotations, indentation and the mark of an item, as Markdown. */
      prefix: string;
      runs: Run[];
    }
  | { kind: 'picture'; url: string; alt: string; href: string | undefined };
