const ELLIPSIS = '…';
/** Room for the ellipsis and for closing marks: `***` at most twice. */
const CLOSING = 7;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * At most `max` UTF-16 units of a text, ending with an ellipsis if something was cut. Never cuts inside a character
 * as people see it (an emoji of several code points, a letter with its accents), nor, in Markdown, inside a link or
 * between the marks of bold and italic: a link is kept whole or left out, open marks are closed.
 */
export function cutText(text: string, max: number, form: 'markdown' | 'plain' = 'markdown'): string {
  if (text.length <= max) return text;
  if (max < 2) return max < 1 ? '' : ELLIPSIS;
  const isPlain = form === 'plain' || max <= CLOSING;
  let end = graphemeBoundary(text, max - (isPlain ? 1 : CLOSING));
  if (isPlain) return text.slice(0, end).trimEnd() + ELLIPSIS;
  end = outsideLink(text, end);
  // A backslash alone would escape the ellipsis.
  while (end > 0 && text[end - 1] === '\\') end -= 1;
  // Not between two stars.
  while (end > 0 && (text[end - 1] === '*' || text[end - 1] === '_') && text[end] === text[end - 1]) end -= 1;
  const kept = text.slice(0, end).trimEnd();
  const marks = openMarks(text, kept.length);
  return `${kept}${ELLIPSIS}${marks}`;
}

/** The last index up to `index` that is not inside a character as people see it. */
function graphemeBoundary(text: string, index: number): number {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index);
  if (before < 0x300 && after < 0x300 && before !== 0x0d) return index;
  // Segmentation has to begin at a sure boundary: a plain character not far before, if there is one.
  let start = index - 1;
  const far = Math.max(0, index - 1_000);
  while (start > far && text.charCodeAt(start) >= 0x300) start -= 1;
  const code = text.charCodeAt(start);
  if (code >= 0xdc00 && code <= 0xdfff && start > 0) start -= 1;
  const segment = segmenter.segment(text.slice(start, index + 100)).containing(index - start);
  const boundary = segment === undefined ? index : start + segment.index;
  if (boundary > far || far === 0) return boundary;
  // One "character" of a thousand code points: only a whole code point is kept.
  return after >= 0xdc00 && after <= 0xdfff ? index - 1 : index;
}

const MAX_LINK = 6_000;

/** `end`, or the start of the link or picture that `end` would cut. */
function outsideLink(text: string, end: number): number {
  let open = -1;
  let isInAddress = false;
  for (let index = Math.max(0, end - MAX_LINK, text.lastIndexOf('\n', end)); index < end; index += 1) {
    const character = text[index];
    if (character === '\\') {
      index += 1;
    } else if (character === '[' && !isInAddress) {
      open = index;
    } else if (character === ']' && open !== -1) {
      if (text[index + 1] === '(') isInAddress = true;
      else if (!isInAddress) open = -1;
    } else if (character === ')' && isInAddress) {
      isInAddress = false;
      // A picture in a link: the link goes on.
      open = text.startsWith('](', index + 1) ? open : -1;
    }
  }
  if (open === -1) return end;
  const rest = text.slice(end - 1, end + MAX_LINK);
  const close = isInAddress ? rest.indexOf(')', 1) : rest.indexOf(')', Math.max(1, rest.indexOf('](')));
  if (close === -1 || (!isInAddress && !rest.includes(']('))) return end;
  if (text[open - 1] === '!') open -= 1;
  return text[open] === '!' && text[open - 1] === '[' ? open - 1 : open;
}

/** The marks of bold and italic that are open at `end` and are closed later in the same paragraph, innermost first. */
function openMarks(text: string, end: number): string {
  const open: string[] = [];
  for (let index = paragraphStart(text, end); index < end; index += 1) {
    const character = text[index] ?? '';
    if (character === '\\') {
      index += 1;
      continue;
    }
    if (character !== '*' && character !== '_') continue;
    let run = 1;
    while (run < 3 && index + run < end && text[index + run] === character) run += 1;
    const mark = character.repeat(run);
    if (open.at(-1) === mark && /\S/.test(text[index - 1] ?? ' ')) open.pop();
    else if (/\S/.test(text[index + run] ?? ' ') && open.length < 2) open.push(mark);
    index += run - 1;
  }
  const nextParagraph = text.indexOf('\n', end);
  const rest = text.slice(end, Math.min(nextParagraph === -1 ? text.length : nextParagraph, end + 20_000));
  return open
    .filter(mark => rest.includes(mark))
    .reverse()
    .join('');
}

function paragraphStart(text: string, end: number): number {
  return text.lastIndexOf('\n', end - 1) + 1;
}
