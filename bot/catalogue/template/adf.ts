import { isObject } from '../../notification/json.ts';
import { escapeHtml } from './escape-html.ts';
import { toText } from './safe-markdown.ts';

/** Deeper nodes are left out, so that nobody's document can exhaust the stack. */
const deepest = 40;
/** Enough for far more than a card shows: nodes need not have text in them. */
const mostNodes = 10_000;
const longestAttribute = 4_000;

const blocks: Record<string, string> = {
  paragraph: 'p',
  bulletList: 'ul',
  taskList: 'ul',
  decisionList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  decisionItem: 'li',
  codeBlock: 'pre',
  blockquote: 'blockquote',
  mediaSingle: 'p',
  mediaGroup: 'p',
  caption: 'p',
  table: 'table',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
};

/** What Teams shows on one line with its bullet. */
const oneLiners = new Set(['listItem', 'decisionItem', 'taskItem', 'tableHeader', 'tableCell']);

const marks: Record<string, string> = { strong: 'b', em: 'i', strike: 's', code: 'code' };

/** Whether a value is a document in the Atlassian Document Format, as Jira Cloud sends rich text in version 3. */
export function isAdf(value: unknown): boolean {
  return isObject(value) && value.type === 'doc' && Array.isArray(value.content);
}

/**
 * A document in the Atlassian Document Format as HTML, as far as cards show it; of what is unknown, its text
 * (developer.atlassian.com, "Atlassian Document Format").
 * @param longest about as many characters of it are read
 */
export function adfToHtml(document: unknown, longest = 30_000): string {
  const html: string[] = [];
  let length = 0;
  let nodes = 0;
  const isFull = () => length > longest || nodes > mostNodes;
  const write = (text: string) => {
    length += text.length;
    html.push(text);
  };

  function writeNode(node: unknown, depth: number): void {
    if (!isObject(node) || depth > deepest || isFull()) return;
    nodes += 1;
    const type = toText(node.type);
    const attributes = isObject(node.attrs) ? node.attrs : {};
    const attribute = (name: string) => escapeHtml(toText(attributes[name]).slice(0, longestAttribute));
    const inside = () => {
      if (!Array.isArray(node.content)) return;
      for (const [index, child] of node.content.entries()) {
        if (isFull()) break;
        const isPlain = oneLiners.has(type) && isObject(child) && child.type === 'paragraph';
        if (isPlain && index > 0) write('<br>');
        // A paragraph inside a list item would begin on a line of its own.
        writeNode(isPlain ? { ...child, type: 'line' } : child, depth + 1);
      }
    };
    switch (type) {
      case 'text':
        write(marked(escapeHtml(toText(node.text).slice(0, longest)), node.marks));
        break;
      case 'hardBreak':
        write('<br>');
        break;
      case 'rule':
        write('<hr>');
        break;
      case 'heading':
        write('<p><b>');
        inside();
        write('</b></p>');
        break;
      case 'mention':
        write(attribute('text').replace(/^(?!@|$)/, '@'));
        break;
      case 'emoji':
        write(attribute('text') || attribute('shortName'));
        break;
      case 'status':
        write(`<b>${attribute('text')}</b>`);
        break;
      case 'date':
        write(dateOf(attributes.timestamp));
        break;
      case 'inlineCard':
      case 'blockCard':
      case 'embedCard':
        write(`<a href="${attribute('url')}">${attribute('url')}</a>`);
        break;
      case 'media':
      case 'mediaInline':
        write(attribute('alt'));
        break;
      case 'taskItem':
        write(`<li>${attributes.state === 'DONE' ? '☑' : '☐'} `);
        inside();
        write('</li>');
        break;
      case 'expand':
      case 'nestedExpand':
        write(`<p><b>${attribute('title')}</b></p>`);
        inside();
        break;
      default: {
        const tag = Object.hasOwn(blocks, type) ? blocks[type] : undefined;
        if (tag) write(`<${tag}>`);
        inside();
        if (tag) write(`</${tag}>`);
      }
    }
  }

  writeNode(document, 0);
  return html.join('');
}

function marked(html: string, given: unknown): string {
  let text = html;
  for (const mark of Array.isArray(given) ? given.slice(0, 10) : []) {
    if (!isObject(mark)) continue;
    const type = toText(mark.type);
    const tag = Object.hasOwn(marks, type) ? marks[type] : undefined;
    if (tag) text = `<${tag}>${text}</${tag}>`;
    else if (type === 'link' && isObject(mark.attrs))
      text = `<a href="${escapeHtml(toText(mark.attrs.href).slice(0, longestAttribute))}">${text}</a>`;
  }
  return text;
}

/** A day, given in milliseconds since 1970; it has no time zone. */
function dateOf(timestamp: unknown): string {
  const time = Number(toText(timestamp) || Number.NaN);
  return Math.abs(time) < 8.64e15 ? new Date(time).toISOString().slice(0, 10) : '';
}
