import { type Language, languageOf } from '../../locales/language.ts';

/** The language of Accept-Language (RFC 9110, 12.5.4) that is wanted most among those that are spoken here. */
export function acceptedLanguage(header: string | undefined, otherwise: Language): Language {
  const wanted = (header ?? '').slice(0, 500).split(',').map(readRange);
  const best = wanted.filter(one => one.weight > 0).sort((one, other) => other.weight - one.weight);
  for (const { name } of best) {
    const found = languageOf(name);
    if (found) return found;
  }
  return otherwise;
}

function readRange(range: string): { name: string; weight: number } {
  const [name = '', ...parameters] = range.split(';').map(part => part.trim().toLowerCase());
  const weight = parameters.find(one => one.startsWith('q='));
  return { name, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
}
