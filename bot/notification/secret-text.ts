/** The name of a property or form field whose value is nobody's business. */
export const secretName =
  /password|passwd|secret|token|authorization|api[_-]?key|private[_-]?key|credential|signature/i;

/** As it is, as JSON may escape it, and percent-encoded. */
const slash = String.raw`(?:\\?/|%2f)`;
/** One that is cut at the end of the text counts as soon as it holds some of the MAC. */
const token = String.raw`(?:[\w-]{43}|[\w-]{22,42}$)`;
const half = String.raw`(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f-]{1,35}$)`;
const webhookUrl = new RegExp(`(${slash}(?:w|workflows)${slash})${token}|(${slash})[\\da-f]{32}${slash}${half}`, 'gi');

/** The signature of a Workflows URL: of Microsoft's it is the secret, and of ours nobody need know that it is none. */
const signature = /((?:[?&]|\\u0026|&amp;|%3f|%26)sig(?:=|%3d|\\u003d))(?:[\w.~+/=-]|%2[bdf]|%3d){1,200}/gi;

/** `text` with `***` for what makes an address in it a webhook URL, in any of our shapes, or Microsoft's signature. */
export function withoutWebhookUrls(text: string): string {
  return text.replace(webhookUrl, '$1$2***').replace(signature, '$1***');
}
