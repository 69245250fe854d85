import { packageLimits, sizeText } from './limits.ts';
import { SvgError, type SvgToken, svgTokens } from './svg-tokens.ts';

// biome-ignore format: a list to read
const elements = ['svg', 'g', 'defs', 'title', 'desc', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'linearGradient', 'radialGradient', 'stop', 'clipPath', 'mask'];
// biome-ignore format: a list to read
const attributes = ['xmlns', 'version', 'viewBox', 'width', 'height', 'preserveAspectRatio', 'role', 'id', 'd', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'fx', 'fy', 'fr', 'points', 'transform', 'pathLength', 'fill', 'fill-opacity', 'fill-rule', 'clip-rule', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit', 'stroke-dasharray', 'stroke-dashoffset', 'stroke-opacity', 'opacity', 'color', 'offset', 'stop-color', 'stop-opacity', 'gradientUnits', 'gradientTransform', 'spreadMethod', 'clip-path', 'clipPathUnits', 'mask', 'maskUnits', 'maskContentUnits', 'vector-effect', 'shape-rendering', 'display', 'visibility'];
/** What drawing programs leave behind: taken out without a word. */
const leavings = ['metadata'];
const leftAttributes = ['class', 'enable-background', 'xml:space', 'focusable', 'aria-hidden', 'aria-label'];
const svgNamespace = 'http://www.w3.org/2000/svg';

const deepest = 32;
const mostElements = 2000;

/** The icon as it is kept, or what is wrong with it: each the end of a sentence that begins with the file's name. */
export type CleanedIcon = { ok: true; svg: string } | { ok: false; problems: string[] };

/**
 * Writes an icon anew from the elements and attributes of a small list: shapes, gradients, clips. What a drawing
 * program leaves behind goes; whatever could run, load or style anything is refused, as is what is not understood.
 * Ids get a prefix, so that they collide with none of a page the icon stands in.
 */
export function cleanIcon(svg: string): CleanedIcon {
  if (svg.length > packageLimits.icon)
    return { ok: false, problems: [`is larger than ${sizeText(packageLimits.icon)}.`] };
  const problems = new Set<string>();
  let written = '';
  try {
    for (const token of tree(svgTokens(svg.trim()), problems)) written += write(token, problems);
  } catch (error) {
    if (!(error instanceof SvgError)) throw error;
    problems.add(error.message);
  }
  return problems.size > 0 ? { ok: false, problems: [...problems] } : { ok: true, svg: `${written}\n` };
}

/** The tokens of one well-formed tree whose root is `svg`, without the leavings. Throws a SvgError. */
function* tree(tokens: Iterable<SvgToken>, problems: Set<string>): Generator<SvgToken> {
  const path: string[] = [];
  let leftSince: number | undefined;
  let count = 0;
  for (const token of tokens) {
    if (token.kind === 'open') {
      count += 1;
      if (count > mostElements) throw new SvgError(`has more than ${mostElements} elements.`);
      if (path.length >= deepest) throw new SvgError(`is nested more than ${deepest} levels deep.`);
      if (path.length === 0 && (count > 1 || token.name !== 'svg')) throw new SvgError('must be one <svg> element.');
      if (isLeaving(token.name)) leftSince ??= path.length;
      if (leftSince === undefined) yield token;
      if (!token.empty) path.push(token.name);
      else if (leftSince === path.length) leftSince = undefined;
    } else if (token.kind === 'close') {
      if (path.pop() !== token.name) throw new SvgError(`</${token.name}> closes what is not open.`);
      if (leftSince === undefined) yield token;
      else if (leftSince === path.length) leftSince = undefined;
    } else if (token.text.trim() !== '' && leftSince === undefined) {
      if (['title', 'desc'].includes(path.at(-1) ?? '')) yield token;
      else problems.add('has text outside of <title> and <desc>.');
    }
  }
  if (count === 0 || path.length > 0) throw new SvgError('is not a whole <svg> element.');
}

const isLeaving = (name: string) => leavings.includes(name) || name.includes(':');

function write(token: SvgToken, problems: Set<string>): string {
  if (token.kind === 'text') return escaped(token.text.trim());
  if (!elements.includes(token.name)) {
    problems.add(`<${token.name}> is not taken: icons are made of shapes (${elements.slice(5, 12).join(', ')}).`);
    return '';
  }
  if (token.kind === 'close') return `</${token.name}>`;
  const kept = token.attributes.flatMap(([name, value]) => keptAttribute(token.name, name, value, problems));
  if (token.name === 'svg' && !token.attributes.some(([name]) => name === 'viewBox'))
    problems.add('<svg> needs a viewBox, such as "0 0 24 24".');
  return `<${[token.name, ...kept].join(' ')}${token.empty ? '/' : ''}>`;
}

function keptAttribute(element: string, name: string, value: string, problems: Set<string>): string[] {
  const refuse = (why: string): string[] => {
    problems.add(`<${element}> has ${name}="${value.slice(0, 40)}": ${why}`);
    return [];
  };
  if (/^on/i.test(name)) return refuse('icons run nothing.');
  if (/(?:^|:)(?:href|src|base)$/i.test(name)) return refuse('icons refer to nothing outside of them.');
  if (name === 'style') return refuse('give fill, stroke and the like as attributes of their own.');
  if (name.startsWith('xmlns:') || name.includes(':') || leftAttributes.includes(name) || name.startsWith('data-'))
    return [];
  if (!attributes.includes(name)) return refuse('this attribute is not taken.');
  if (name === 'xmlns')
    return value === svgNamespace ? [`xmlns="${svgNamespace}"`] : refuse(`it must be ${svgNamespace}`);
  if (name === 'id')
    return /^[A-Za-z_][\w.-]{0,60}$/.test(value) ? [`id="icon-${value}"`] : refuse('give letters, digits and hyphens.');
  const local = /^url\(\s*(["']?)#([A-Za-z_][\w.-]{0,60})\1\s*\)$/.exec(value);
  if (local) return [`${name}="url(#icon-${local[2]})"`];
  if (!/^[\w\s#%.,()+-]*$/.test(value) || /url|expression|import/i.test(value))
    return refuse('icons refer to nothing outside of them.');
  return [`${name}="${value.replace(/\s+/g, ' ')}"`];
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
