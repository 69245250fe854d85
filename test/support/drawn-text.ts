import { Parser } from 'htmlparser2';
import createParser from 'markdown-it';

/** What people get of a text: its words, and the addresses that its links and pictures lead to. */
export interface Drawn {
  text: string;
  words: ReadonlySet<string>;
  addresses: readonly string[];
}

/** Elements that do not part the words around them. */
const INLINE = new Set(
  'abbr b bdi bdo code del dfn em i ins kbd mark s samp small span strong sub sup u var'.split(' '),
);
const UNREADABLE = new Set(['script', 'style', 'template', 'title', 'svg', 'math']);
/** What Teams reads in a TextBlock is a part of this; that the rest means nothing is the writer's task. */
const cardMarkdown = createParser({ html: false });
cardMarkdown.validateLink = () => true;

/** What a browser shows of HTML. */
export function drawnHtml(html: string): Drawn {
  let text = '';
  let unreadable = 0;
  const addresses: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (!INLINE.has(name)) text += ' ';
      if (UNREADABLE.has(name)) unreadable += 1;
      for (const address of [attributes.href, attributes.src]) if (address) addresses.push(decodeAddress(address));
      if (attributes.alt) text += ` ${attributes.alt} `;
    },
    ontext: part => {
      if (unreadable === 0) text += part;
    },
    onclosetag: name => {
      if (!INLINE.has(name)) text += ' ';
      if (UNREADABLE.has(name)) unreadable -= 1;
    },
  });
  parser.end(html);
  const shown = decodeAddress(text).replaceAll('\u200b', '');
  return { text: shown, words: wordsOf(shown), addresses };
}

/** What Teams shows of a text of a card. */
export function drawnMarkdown(markdown: string): Drawn {
  return drawnHtml(cardMarkdown.render(markdown));
}

export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** An address in one spelling: what is percent-encoded, and how often, does not matter. */
function decodeAddress(address: string): string {
  return address.replace(/(?:%[0-9a-f]{2})+/gi, encoded => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/** What of `before` is missing in `after`; an address may also be written out. */
export function lostBetween(before: Drawn, after: Drawn): string[] {
  const words = [...before.words].filter(word => !after.words.has(word));
  const addresses = before.addresses.filter(
    address => !after.addresses.includes(address) && ![...wordsOf(address)].every(word => after.words.has(word)),
  );
  return [...words, ...addresses];
}
