import { cutText } from '../../notification/cut-text.ts';
import { toMarkdown } from '../../notification/markdown.ts';
import { linkUrl } from '../../notification/web-url.ts';
import { duration } from './duration.ts';
import { jiraToHtml } from './jira-markup.ts';
import { escapeValue, printSafely, SafeMarkdown, toText } from './safe-markdown.ts';
import { slackToMarkdown } from './slack-markup.ts';

/** What a filter finds as `this`: the context of the event, with its language and words. */
interface FilterThis {
  context: { globals: object };
}

/** The most of a long text (a description, a comment) that a card shows. */
const longText = 1_500;

const safe = (text: string) => new SafeMarkdown(text);

/**
 * The filters of the catalogue, beside Liquid's own. Those that print Markdown return it marked; all others return
 * plain values, which are escaped when they are printed.
 */
export const filters = {
  /** `{{ issue.title | link: issue.html_url }}`: a link, or the text alone where the URL is not http, https or mailto. */
  link: (value: unknown, url: unknown) => {
    const address = linkUrl(toText(url));
    const text = printSafely(value);
    return safe(address === undefined || text === '' ? text : `[${text}](${address})`);
  },
  /** The value as plain text in bold. */
  bold: (value: unknown) => {
    const text = printSafely(value);
    return safe(text === '' ? '' : `**${text}**`);
  },
  italic: (value: unknown) => {
    const text = printSafely(value);
    return safe(text === '' ? '' : `_${text}_`);
  },
  /** Text in Markdown, as GitHub and GitLab have it, down to what Teams renders. */
  markdown: (value: unknown) => safe(toMarkdown(toText(value), 'markdown', longText)),
  markdown_from_html: (value: unknown) => safe(toMarkdown(toText(value), 'html', longText)),
  markdown_from_jira: (value: unknown) => safe(toMarkdown(jiraToHtml(toText(value)), 'html', longText)),
  markdown_from_slack: (value: unknown) => safe(toMarkdown(slackToMarkdown(toText(value)), 'markdown', longText)),
  /** The first line that is not empty. */
  first_line: (value: unknown) => /\S.*/.exec(toText(value).slice(0, 10_000))?.[0].trim() ?? '',
  /** The first seven characters of a commit's hash. */
  short_hash: (value: unknown) => toText(value).slice(0, 7),
  /** An address that may be relative, made absolute: `{{ "/issues/1" | absolute: body.url }}`. */
  absolute: (value: unknown, base: unknown) => URL.parse(toText(value), toText(base))?.href ?? '',
  /** `{{ n | plural: "commit", "commits" }}`: "1 commit", "3 commits"; in French, 0 is singular. */
  plural(this: FilterThis, value: unknown, one: unknown, other: unknown) {
    const count = Array.isArray(value) ? value.length : Number(value ?? 0);
    const form = new Intl.PluralRules(languageOf(this)).select(count) === 'one' ? one : other;
    return `${new Intl.NumberFormat(languageOf(this)).format(count)} ${toText(form)}`;
  },
  /** A length of time for people: `{{ build.duration | duration: "ms" }}`, in `ms` or `s` (if nothing is said). */
  duration: (value: unknown, unit: unknown) => duration(Number(value), toText(unit) === 'ms' ? 'ms' : 's'),
  /** Cut to so many characters, never inside one. */
  truncate: (value: unknown, length: unknown) => {
    const max = Math.max(1, Number(length ?? 100));
    return value instanceof SafeMarkdown
      ? safe(cutText(value.text, max, 'markdown'))
      : cutText(toText(value), max, 'plain');
  },
  /** A point in time (ISO 8601, or seconds or milliseconds since 1970) in the reader's own time zone, by Teams. */
  local_time: (value: unknown) => {
    const iso = isoTime(value);
    return safe(iso === undefined ? escapeValue(toText(value)) : `{{DATE(${iso},SHORT)}} {{TIME(${iso})}}`);
  },
  /** The words that the connector has for it; without any, its own with spaces: `in_progress` as "in progress". */
  word(this: FilterThis, value: unknown) {
    const key = toText(value);
    const words = 'words' in this.context.globals ? this.context.globals.words : {};
    const known =
      typeof words === 'object' && words !== null && Object.hasOwn(words, key) ? Reflect.get(words, key) : undefined;
    return known?.[languageOf(this)] ?? key.replaceAll(/[_-]+/g, ' ');
  },
};

function languageOf({ context: { globals } }: FilterThis): 'en' | 'fr' {
  return 'language' in globals && globals.language === 'fr' ? 'fr' : 'en';
}

const milliseconds = 100_000_000_000;

function isoTime(value: unknown): string | undefined {
  const text = toText(value).trim();
  const number = text === '' ? Number.NaN : Number(text);
  const time = Number.isFinite(number)
    ? number * (Math.abs(number) < milliseconds ? 1000 : 1)
    : Date.parse(text.replace(/ UTC$/, 'Z'));
  // Teams' own functions take seconds and no fractions (Adaptive Cards, text features).
  return Math.abs(time) < 8.64e15 ? `${new Date(time).toISOString().slice(0, 19)}Z` : undefined;
}
