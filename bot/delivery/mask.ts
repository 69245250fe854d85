import { secretName, withoutWebhookUrls } from '../notification/secret-text.ts';
import { depthOf, encoded, endOfBrackets, endOfString, type Notation, plain } from './json-value.ts';

/**
 * `text` without the values of what is named like a secret, without the passwords in addresses, and without webhook
 * URLs: what may be kept and shown. A value that is cut at the end of the text is hidden too.
 */
export function mask(text: string): string {
  return maskValues(maskCredentials(withoutWebhookUrls(text)));
}

const hidden = '***';
const everySecretName = new RegExp(secretName.source, 'gi');

/** Each name that says secret is looked at once, and what its value takes is passed over: linear. */
function maskValues(text: string): string {
  let masked = '';
  let done = 0;
  everySecretName.lastIndex = 0;
  for (let found = everySecretName.exec(text); found; found = everySecretName.exec(text)) {
    const name = endOfName(text, found.index + found[0].length);
    const value = valueAfter(text, name);
    if (value) {
      masked += text.slice(done, value.start) + value.shown;
      done = value.end;
    }
    everySecretName.lastIndex = Math.max(name, done);
  }
  return masked + text.slice(done);
}

/** Names are looked at up to a length: else many secrets in one name would each be looked at to its end. */
const restOfName = /[\w.-]{0,100}/y;

function endOfName(text: string, from: number): number {
  restOfName.lastIndex = from;
  restOfName.exec(text);
  return restOfName.lastIndex;
}

interface Value {
  start: number;
  end: number;
  shown: string;
}

const quoted = /(\\{0,63})(["'])\s{0,20}:\s{0,20}/y;
const quotedEncoded = /((?:%5C){0,63})(%2[27])(?:%20|\+){0,20}%3A(?:%20|\+){0,20}/iy;
/** `name=`, `name[]=`, and the same once more encoded. */
const formSign = /(?:\[\w{0,20}\]|%5B\w{0,20}%5D)?(?:=|%3D)/iy;
const formValue = /[^&\s"'<>\\;,)]*/y;

/** The value that belongs to the name that ends at `at`. */
function valueAfter(text: string, at: number): Value | undefined {
  const isForm = matchAt(formSign, text, at);
  if (isForm) {
    const start = at + isForm[0].length;
    return { start, end: start + (matchAt(formValue, text, start)?.[0].length ?? 0), shown: hidden };
  }
  return (
    jsonValue(text, at, matchAt(quoted, text, at), plain) ??
    jsonValue(text, at, matchAt(quotedEncoded, text, at), encoded)
  );
}

const opening = { plain: /(\\{0,63})(?:(["'])|[{[])/y, encoded: /((?:%5C){0,63})(?:(%2[27])|%[57]B)/iy };

function jsonValue(
  text: string,
  at: number,
  colon: RegExpExecArray | undefined,
  notation: Notation,
): Value | undefined {
  if (!colon) return undefined;
  const [whole, backslashes = '', sign = ''] = colon;
  const start = at + whole.length;
  // What is hidden is a text of the same kind as the name.
  const shown = `${backslashes}${sign}${hidden}${backslashes}${sign}`;
  const begun = matchAt(notation === plain ? opening.plain : opening.encoded, text, start);
  if (!begun) {
    const bare = matchAt(notation.bare, text, start)?.[0];
    return bare === undefined || /^(?:true|false|null)$/.test(bare)
      ? undefined
      : { start, end: start + bare.length, shown };
  }
  const [opened, run = '', quote] = begun;
  const depthBehind = (run: string) => depthOf(run.length / notation.backslash);
  if (quote === undefined) {
    const end = endOfBrackets(text, start, { sign, depth: depthBehind(backslashes) }, notation);
    return { start, end, shown };
  }
  const inside = start + opened.length;
  const end = endOfString(text, { sign: quote, depth: depthBehind(run), end: inside }, notation);
  return { start: inside, end, shown: hidden };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/**
 * `://USER:PASSWORD@` as it is, in JSON and percent-encoded; a user alone where it is long enough for a token. Nothing
 * in it is a slash, so that what one address is looked through for is not looked through for the next.
 */
const credentials =
  /(:(?:\\{0,8}(?:\/|u002f)){2}|%3A%2F%2F)([^\s/?#@:"'<>\\%&]{0,200})((?::|%3A)(?:[^\s/?#"'<>\\&%]|%(?!2F|22|27|3F|23|26)){0,2000})?(@|%40)/gi;
const longestUser = 20;
/** Found in no time where there is none, as in most bodies. */
const afterUser = /[^\s"'\\]@|%40/;

function maskCredentials(text: string): string {
  if (!afterUser.test(text)) return text;
  return text.replace(
    credentials,
    (all: string, slashes: string, user: string, password: string | undefined, at: string) => {
      if (password === undefined) return user.length < longestUser ? all : `${slashes}${hidden}${at}`;
      return `${slashes}${user}${password.startsWith(':') ? ':' : password.slice(0, 3)}${hidden}${at}`;
    },
  );
}
