import { escapeMarkdown } from '../../notification/escape-markdown.ts';
import { isObject } from '../../notification/json.ts';
import type { Fact, Notification } from '../../notification/notification.ts';
import { secretName, withoutWebhookUrls } from '../../notification/secret-text.ts';
import { webUrl } from '../../notification/web-url.ts';
import { linkValue, toText } from '../template/safe-markdown.ts';

/** So many facts of a body that no event describes; the rest would be noise. */
const mostFacts = 12;
const longestValue = 300;
/** Names under which services usually say what a thing is called, and where it can be seen. */
const titleNames = ['title', 'subject', 'summary', 'name', 'message', 'description', 'text'];
const linkNames = ['html_url', 'web_url', 'url', 'link', 'permalink', 'target_url'];

/** A plain, readable card of a body that no event of the connector describes; without what looks like a secret. */
export function plainNotification(connectorName: string, event: string, body: unknown): Notification {
  const key = event
    .slice(0, longestValue)
    .replaceAll(/[._-]+/g, ' ')
    .trim();
  const title = [connectorName, key].filter(Boolean).join(': ');
  const fields = isObject(body) ? body : {};
  const entries = entriesOf(fields);
  const text = titleOf(fields, entries);
  const link = firstText(fields, linkNames, entries) ?? '';
  const url = link === withoutWebhookUrls(link) ? webUrl(link) : undefined;
  return {
    summary: text === undefined ? title : `${title}: ${text.slice(0, 150)}`,
    contents: [
      {
        kind: 'message',
        title: escapeMarkdown(title),
        ...(text !== undefined && { text: linkValue(text.slice(0, 1_000)) }),
        sections: [{ facts: factsOf(entries, text), images: [], actions: [] }],
        actions: url === undefined ? [] : [{ kind: 'open', title: connectorName, url }],
      },
    ],
  };
}

function titleOf(fields: Fields, entries = entriesOf(fields)): string | undefined {
  const text = firstText(fields, titleNames, entries);
  return text === undefined ? undefined : withoutWebhookUrls(text);
}

function firstText(fields: Fields, names: string[], entries: Entry[]): string | undefined {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const text = shortText(value);
    if (text !== '') return text;
  }
  // Many services wrap the thing itself: one level down is looked at too.
  for (const [, value] of entries) {
    if (!isObject(value)) continue;
    for (const name of names)
      if (Object.hasOwn(value, name) && typeof value[name] === 'string') return shortText(value[name]) || undefined;
  }
  return undefined;
}

/** So much of a text is looked at: more than is shown of any. */
const longestText = 10_000;

function shortText(value: unknown): string {
  return toText(value).slice(0, longestText).trim();
}

/** So many fields of a body are looked at. */
const mostFields = 200;

type Fields = { readonly [name: string]: unknown };
type Entry = [name: string, value: unknown];

const entriesOf = (fields: Fields): Entry[] =>
  Object.keys(fields)
    .slice(0, mostFields)
    .map(name => [name, fields[name]]);

/** The plain values of the body, and the names of the things in it. */
function factsOf(entries: Entry[], shown: string | undefined): Fact[] {
  const facts: Fact[] = [];
  for (const [name, value] of entries) {
    if (facts.length === mostFacts) break;
    const text = isObject(value) ? (titleOf(value) ?? '') : withoutWebhookUrls(shortText(value));
    if (
      text.trim() === '' ||
      text === shown ||
      webUrl(text) !== undefined ||
      secretName.test(name.slice(0, longestValue))
    )
      continue;
    const shownName = name.slice(0, longestValue).replaceAll('_', ' ');
    facts.push({ name: escapeMarkdown(shownName), value: linkValue(text.slice(0, longestValue)) });
  }
  return facts;
}
