/** Above 1023, what the Fetch standard calls bad ports: no web server, but something that may act on what it is sent. */
const badPorts = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** Ports on which a web server may be expected: 80, 443 and those above 1023 that browsers call too. */
export function isWebPort(port: number): boolean {
  return port === 80 || port === 443 || (port > 1023 && !badPorts.has(port));
}

/** The port that a URL is for. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}
