const SPECIAL = /[\\*_[\]`~#>+=\-.)]/;
const ANYWHERE = /[\\*[\]`~]/g;
const LINE_START = /^([ \t]*)(?:([#+=-](?=[\s#+=-]|$)|>)|(\d{1,9})([.)])(?=\s|$))/gm;
const UNDERSCORE = /_/g;
const WORD = /[\p{L}\p{N}]/u;

/** Text that is to be read as it stands, as Markdown: every character that would mean something is escaped. */
export function escapeMarkdown(text: string, atLineStart = true): string {
  if (!SPECIAL.test(text)) return text;
  const escaped = text.replace(ANYWHERE, '\\$&').replace(UNDERSCORE, escapeUnderscore);
  return escaped.replace(LINE_START, (whole, space: string, mark?: string, number?: string, dot?: string, at = 0) => {
    if (at === 0 && !atLineStart) return whole;
    return mark === undefined ? `${space}${number}\\${dot}` : `${space}\\${mark}`;
  });
}

/** An underscore inside a word is never emphasis, so names like `max_line_length` stay readable everywhere. */
function escapeUnderscore(underscore: string, at: number, text: string): string {
  const isInsideWord = WORD.test(text[at - 1] ?? ' ') && WORD.test(text[at + 1] ?? ' ');
  return isInsideWord ? underscore : '\\_';
}
