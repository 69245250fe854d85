import { escapeHtml } from './escape-html.ts';

const codeOrEscape = /\{(code|noformat)[^}\n]{0,100}\}([\s\S]{0,20000}?)\{\1\}|\\([-!#*+?[\]^_{|}~])/g;

/** Jira's wiki markup as HTML, as far as cards show it: bold, italic, links, lists, headings, code (Jira, "Text formatting notation"). */
export function jiraToHtml(text: string): string {
  const html = escapeHtml(text.slice(0, 100_000).replace(/\r\n?/g, '\n'))
    .replace(codeOrEscape, (_, _kind, code: string | undefined, escaped: string) =>
      code === undefined ? `&#${escaped.charCodeAt(0)};` : `<pre>${code}</pre>`,
    )
    .replace(/\{(?:color|panel|quote|anchor)[^}\n]{0,100}\}/g, '')
    .replace(/\[([^|\]\n]{1,500})\|((?:https?|mailto):[^|\]\s]{1,2000})(?:\|[^\]\n]{0,50})?\]/g, '<a href="$2">$1</a>')
    .replace(/\[(https?:[^|\]\s]{1,2000})\]/g, '<a href="$1">$1</a>')
    // Of a person in Jira Cloud only the id is there, which tells nobody anything.
    .replace(/\[~accountid:[^\]\n]{1,200}\]/g, '@…')
    .replace(/\[~([^\]\n]{1,200})\]/g, '@$1')
    .replace(/!([^!|\n]{1,300}\.(?:png|jpe?g|gif|svg))(?:\|[^!\n]{0,100})?!/gi, '$1')
    .replace(/\{\{([^}\n]{1,500})\}\}/g, '<code>$1</code>')
    .replace(/(^|[\s(])\*([^\s*](?:[^*\n]{0,500}[^\s*])?)\*(?=$|[\s).,:;!?])/gm, '$1<b>$2</b>')
    .replace(/(^|[\s(])_([^\s_](?:[^_\n]{0,500}[^\s_])?)_(?=$|[\s).,:;!?])/gm, '$1<i>$2</i>')
    .replace(/(^|[\s(])-([^\s-](?:[^-\n]{0,500}[^\s-])?)-(?=$|[\s).,:;!?])/gm, '$1<s>$2</s>');
  return html.split('\n').map(lineToHtml).join('\n');
}

function lineToHtml(line: string): string {
  const heading = /^h[1-6]\.\s+(.*)$/.exec(line);
  if (heading) return `<p><b>${heading[1]}</b></p>`;
  const item = /^\s*[*#-]{1,5}\s+(.*)$/.exec(line);
  if (item) return `<ul><li>${item[1]}</li></ul>`;
  return line === '' ? '<br>' : `${line}<br>`;
}
