// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals' colours and movements begin with one
const ANSI = /(?:\u001b\[|\u009b)[0-9;?]{0,20}[A-Za-z]/g;
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/**
 * C0 (but for tab and line feed), DEL, C1; what turns the direction of the text around it (Bidi_Control of the Unicode
 * Character Database); word joiner, byte order mark, interlinear annotations and what is no character.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/g;
/** Most texts; checked because rewriting each would take longer. */
const PLAIN = /^[\x20-\x7e\n\t]*$/;

/**
 * A text of somebody else's as it may reach a card, a log line or a terminal: without control characters, terminal
 * colours, characters that turn the direction of what follows, and halves of characters. Every line ends in `\n`.
 */
export function visibleText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.toWellFormed().replace(LINE_ENDS, '\n').replace(ANSI, '').replace(INVISIBLE, '');
}

/** The same on one line, without space around it. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ').trim();
}

/** The same characters, and the line ends that JSON.stringify leaves as they are; it escapes those below U+0020. */
const INVISIBLE_IN_JSON =
  /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/g;

/** JSON that says the same to a program, and does nothing to the terminal that it is printed on. */
export function visibleJson(json: string): string {
  return json.replace(INVISIBLE_IN_JSON, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
