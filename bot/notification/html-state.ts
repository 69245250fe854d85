import type { Dialect } from './dialect.ts';
import type { MarkdownWriter } from './markdown-writer.ts';

/** How far a text with HTML has been read, and in what. */
export interface HtmlState {
  source: string;
  dialect: Dialect;
  writer: MarkdownWriter;
  /** Whether a line break in the source is a mere space, as in HTML. */
  collapseTopLevel: boolean;
  blockDepth: number;
  /** Inside `<pre>` every space and line break counts. */
  preDepth: number;
  codeDepth: number;
  quoteDepth: number;
  /** Open lists; a number is the next item of an ordered one. */
  lists: (number | 'bullet')[];
  /** Cells of the table row so far. */
  cells: number;
  /** Tags and marks that never end in this text, so that nobody looks for their end again. */
  endless: Set<string>;
}
