import { oneLine } from './html-text.ts';

/** More than anybody reads. */
const longestAuthor = 1_000;

/**
 * The names among the authors that a feed names, without their e-mail addresses: `me@example.org (Mira)`,
 * `Mira <me@example.org>`, or several with commas between. Undefined if an address is all there is: it is nobody's
 * business in a channel.
 */
export function readAuthor(text: string): string | undefined {
  const line = oneLine(text).slice(0, longestAuthor);
  if (!line.includes('@')) return line || undefined;
  const names = line.split(/[,;]/).map(withoutAddress);
  return names.filter(name => name !== '').join(', ') || undefined;
}

function withoutAddress(part: string): string {
  const words = part
    .replace(/[()<>[\]]/g, ' $& ')
    .split(' ')
    .filter(word => word !== '' && !isAddress(word));
  const opensEmpty = (index: number) => emptyPairs.has(`${words[index]}${words[index + 1]}`);
  const name = words
    .filter((_, index) => !opensEmpty(index) && !opensEmpty(index - 1))
    .join(' ')
    .replaceAll('( ', '(')
    .replaceAll(' )', ')');
  return name.startsWith('(') && name.indexOf(')') === name.length - 1 ? name.slice(1, -1) : name;
}

const emptyPairs: ReadonlySet<string> = new Set(['()', '<>', '[]']);

/** `@name` is a name. */
function isAddress(word: string): boolean {
  const at = word.indexOf('@');
  return at > 0 && at < word.length - 1;
}
