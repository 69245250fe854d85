/**
 * What relative addresses in a part of a document are relative to (`xml:base`). All bases of one document share an
 * allowance: a short relative address with a long base is long, and a document may hold very many of them.
 */
export interface Base {
  href: string;
  allowance: { characters: number };
}

/** Longer addresses are no addresses. */
const longestAddress = 2_000;
/** Of all addresses that are made absolute in one document. Real feeds need a hundredth of it. */
const mostCharacters = 8_000_000;
/** Looking at an address counts as this many characters at least. */
const leastCharacters = 32;

export const documentBase = (url: string): Base => ({ href: url, allowance: { characters: mostCharacters } });

/** The base within an element that has an `xml:base` of its own. */
export function innerBase(base: Base, own: string | undefined): Base {
  if (own === undefined) return base;
  const href = resolveAddress(own, base)?.href;
  return href === undefined || href === base.href ? base : { ...base, href };
}

/** An address made absolute; undefined if it is none, is too long, or is more than a document may have. */
export function resolveAddress(address: string, base: Base): URL | undefined {
  if (address.length > longestAddress || base.allowance.characters <= 0) return undefined;
  const url = URL.parse(address, base.href);
  base.allowance.characters -= Math.max(url?.href.length ?? 0, leastCharacters);
  return url && url.href.length <= longestAddress ? url : undefined;
}

/** An address made absolute; undefined unless it is http or https. */
export function webAddress(address: string | undefined, base: Base): string | undefined {
  if (address === undefined || address === '') return undefined;
  const url = resolveAddress(address, base);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : undefined;
}
