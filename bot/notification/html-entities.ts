import { decodeHTMLStrict } from 'entities';
import { visibleText } from './visible-text.ts';

/**
 * A text with its HTML character references decoded: those that end in a semicolon; all else is meant as it stands.
 * Characters that nobody sees are left out, however they were written.
 */
export function decodeEntities(text: string): string {
  return text.includes('&') ? visibleText(decodeHTMLStrict(text)) : text;
}
