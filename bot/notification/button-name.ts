import { visibleLine } from './visible-text.ts';

/** How a button that was taken out is named: its title, else its type, and the address that it would have opened. */
export function buttonName({ title, type, url }: { [key: string]: unknown }): string {
  const name = typeof title === 'string' ? visibleLine(title) : '';
  const address = typeof url === 'string' ? visibleLine(url) : '';
  const shown = name === '' ? String(type) : name;
  return address === '' || address === name ? shown : name === '' ? address : `${shown} (${address})`;
}
