import type { FeedTexts } from '../locales/feed-texts.ts';
import { escapeMarkdown } from '../notification/escape-markdown.ts';
import type { Message, Notification } from '../notification/notification.ts';
import type { FeedFailure } from './fetch-feed.ts';

/** Of which feed a notice is. Its address is not shown: it may hold a secret. */
export interface NamedFeed {
  title: string | null;
  host: string;
}

const fillIn = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const nameOf = (texts: FeedTexts, { title, host }: NamedFeed) => title ?? fillIn(texts.feedOf, { host });

function notice(title: string, text: string, tone: Message['tone']): Notification {
  const message: Message = { kind: 'message', title: escapeMarkdown(title), text, sections: [], actions: [] };
  return { contents: [{ ...message, ...(tone && { tone }) }], summary: title };
}

export function movedNotice(texts: FeedTexts, feed: NamedFeed, host: string): Notification {
  const title = fillIn(texts.moved.title, { feed: nameOf(texts, feed) });
  return notice(title, fillIn(texts.moved.text, { host: escapeMarkdown(host, false) }), 'accent');
}

export function goneNotice(texts: FeedTexts, feed: NamedFeed): Notification {
  return notice(fillIn(texts.gone.title, { feed: nameOf(texts, feed) }), texts.gone.text, 'attention');
}

/** @param since milliseconds; undefined if it could never be read */
export function failingNotice(texts: FeedTexts, feed: NamedFeed, reason: string, since: number | undefined) {
  const title = fillIn(texts.failing.title, { feed: nameOf(texts, feed) });
  if (since === undefined) return notice(title, fillIn(texts.failing.new, { reason }), 'warning');
  // Teams' own functions take seconds and no fractions (Adaptive Cards, text features).
  const iso = `${new Date(since).toISOString().slice(0, 19)}Z`;
  return notice(title, fillIn(texts.failing.since, { reason, since: `{{DATE(${iso},SHORT)}}` }), 'warning');
}

/** How many new entries were left out. */
export function moreNotice(texts: FeedTexts, feed: NamedFeed, count: number, language: string): Notification {
  const form = new Intl.PluralRules(language).select(count) === 'one' ? texts.more.one : texts.more.other;
  const line = (name: string) => fillIn(form, { count: new Intl.NumberFormat(language).format(count), feed: name });
  const name = nameOf(texts, feed);
  return {
    contents: [{ kind: 'message', text: line(escapeMarkdown(name, false)), sections: [], actions: [] }],
    summary: line(name),
  };
}

/** A sentence for people. */
export function failureText({ failures }: FeedTexts, { code, status }: FeedFailure): string {
  const values = { status: String(status) };
  switch (code) {
    case 'status':
      if (status === 401 || status === 403) return fillIn(failures.login, values);
      return fillIn(status === 404 ? failures.missing : failures.status, values);
    case 'refused-url':
    case 'refused-request':
    case 'refused-address':
    case 'refused-port':
    case 'refused-redirect':
      return failures.refused;
    case 'aborted':
    case 'bad-response':
      return failures.network;
    default:
      return failures[code];
  }
}
