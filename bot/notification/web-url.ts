/** Longer addresses fail in browsers and mail gateways; one that long is refused rather than cut. */
const MAX_URL_LENGTH = 4_000;

const HTTP = /^https?:\/\//i;
const MAILTO = /^mailto:[^\s<>"'()[\]\\]+$/i;
const DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif);base64,[a-z0-9+/]+=*$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they must not stand in an address
const UNSAFE = /[\u0000-\u001f\u007f\s<>"\\^`{|}]/g;

/** The address of a web page (http or https) as it can stand in a card, or undefined if it is none. */
export function webUrl(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_URL_LENGTH || !HTTP.test(trimmed) || !URL.canParse(trimmed)) return undefined;
  return trimmed.toWellFormed().replace(UNSAFE, encodeURIComponent);
}

/** What a link in a text may point to: http, https or mailto. Parentheses are encoded, since they end a Markdown link. */
export function linkUrl(text: string): string | undefined {
  const trimmed = text.trim();
  const url = trimmed.length <= MAX_URL_LENGTH && MAILTO.test(trimmed) ? trimmed : webUrl(trimmed);
  return url?.replaceAll('(', '%28').replaceAll(')', '%29');
}

/** A picture that Teams shows: http, https, or a data URI with PNG, JPEG or GIF. */
export function imageUrl(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('data:')) return DATA_IMAGE.test(trimmed) ? trimmed : undefined;
  return webUrl(trimmed);
}
