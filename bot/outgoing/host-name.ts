const hostName = /^(?!-)[a-z\d_-]{1,63}(\.(?!-)[a-z\d_-]{1,63})*$/;

/** Whether this is a name that DNS may know: in lower case, IDN in its ASCII form, no dot at its end. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && hostName.test(text);
}

/** The host of a URL, as addresses are written elsewhere: IPv6 without brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
