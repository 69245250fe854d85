import { cutText } from './cut-text.ts';
import { visibleLine } from './visible-text.ts';
import { webUrl } from './web-url.ts';

/** So much is shown of an address that cannot be opened. */
const MAX_ADDRESS = 300;
/** What only a program reads. */
const NO_ADDRESS = /^(?:javascript|vbscript|data):/i;

/** An address that Teams does not open, as people read it; empty where it is none. */
export function unopenableAddress(text: string): string {
  const address = visibleLine(text);
  return NO_ADDRESS.test(address) || webUrl(address) !== undefined ? '' : cutText(address, MAX_ADDRESS, 'plain');
}

/** How a button that was taken out is named: its title, else its type, and the address that it would have opened. */
export function buttonName({ title, type, url }: { [key: string]: unknown }): string {
  const name = typeof title === 'string' ? visibleLine(title) : '';
  const address = typeof url === 'string' ? unopenableAddress(url) : '';
  if (address === '' || address === name) return name === '' ? String(type) : name;
  return name === '' ? address : `${name} (${address})`;
}
