/** The name of a property or form field whose value is nobody's business. */
const secretName = /password|passwd|secret|token|authorization|api[_-]?key|private[_-]?key|credential|signature/i;
// Names are looked at up to a length: a pattern that searches inside them would take quadratic time.
const inJson = /(["'])([\w.-]{1,100})\1(\s{0,20}:\s{0,20})(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/gs;
const inForm = /(^|[?&])([\w.-]{1,100})=[^&\s"'<>\\]*/g;
const webhookUrl = /(\/w\/|\/workflows\/)[\w-]{43}|(\/IncomingWebhook\/)[\da-f]{32}\/[\da-f-]{36}/gi;

/** `text` without the values of what is named like a secret, and without webhook URLs: what may be kept and shown. */
export function mask(text: string): string {
  const withoutUrls = text.replace(webhookUrl, '$1$2***');
  // Most bodies hold nothing of the kind: one quick look spares them the rest.
  if (!secretName.test(withoutUrls)) return withoutUrls;
  return withoutUrls
    .replace(inJson, (all, quote: string, name: string, colon: string) =>
      secretName.test(name) ? `${quote}${name}${quote}${colon}"***"` : all,
    )
    .replace(inForm, (all, start: string, name: string) => (secretName.test(name) ? `${start}${name}=***` : all));
}
