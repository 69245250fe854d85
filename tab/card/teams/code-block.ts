import { html } from './html.ts';
import { numberOf, type Source, textOf } from './read.ts';

/** Code as it was written, with its language, and the numbers of its lines where the sender says at which it begins. */
export function drawCodeBlock(source: Source): HTMLElement {
  const lines = textOf(source.codeSnippet).replace(/\n$/, '').split('\n');
  const first = numberOf(source.startLineNumber);
  const code = html('code', '', lines.join('\n'));
  const block = html('pre', 'card-code');
  if (first !== undefined) {
    const numbers = html('span', 'card-code-numbers', lines.map((_, index) => String(first + index)).join('\n'));
    numbers.ariaHidden = 'true';
    block.append(numbers);
  }
  block.append(code);
  // Who has no mouse scrolls it as any other thing that has the focus.
  block.tabIndex = 0;
  const language = textOf(source.language);
  return html('div', '', ...(language === '' ? [] : [html('div', 'card-note', language)]), block);
}
