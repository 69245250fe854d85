import { secretName, withoutWebhookUrls } from '../notification/secret-text.ts';

// A value that is cut at the end of the text is hidden too. Names are looked at up to a length: a pattern that searches inside them would take quadratic time.
const inJson = /(["'])([\w.-]{1,100})\1(\s{0,20}:\s{0,20})(?:"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^'\\]|\\.)*(?:'|\\?$))/gs;
const inForm = /(^|[?&])([\w.-]{1,100})=[^&\s"'<>\\]*/g;
/** JSON as a text within JSON: each quote and backslash of it is escaped once more. */
const inNestedJson = /\\"([\w.-]{1,100})(\\"\s{0,20}:\s{0,20}\\")(?:[^"\\]|\\\\(?:\\["\\]|[^"\\]))*(?:\\"|\\{0,3}$)/g;
/** As a form writes JSON: percent-encoded. */
const inEncodedJson =
  /%22([\w.-]{1,100})(%22(?:%20|\+){0,20}%3A(?:%20|\+){0,20}%22)(?:%5C%[\da-f]{2}|%5C\w|(?!%22|%5C)[^&\s])*(?:%22|(?:%5C%?)?$)/gi;

/** `text` without the values of what is named like a secret, and without webhook URLs: what may be kept and shown. */
export function mask(text: string): string {
  const withoutUrls = withoutWebhookUrls(text);
  // Most bodies hold nothing of the kind: one quick look spares them the rest.
  if (!secretName.test(withoutUrls)) return withoutUrls;
  return withoutUrls
    .replace(inJson, (all, quote: string, name: string, colon: string) =>
      secretName.test(name) ? `${quote}${name}${quote}${colon}"***"` : all,
    )
    .replace(inNestedJson, (all, name: string, between: string) =>
      secretName.test(name) ? `\\"${name}${between}***\\"` : all,
    )
    .replace(inEncodedJson, (all, name: string, between: string) =>
      secretName.test(name) ? `%22${name}${between}***%22` : all,
    )
    .replace(inForm, (all, start: string, name: string) => (secretName.test(name) ? `${start}${name}=***` : all));
}
