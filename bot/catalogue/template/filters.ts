import type { Context } from 'liquidjs';
import { cutText } from '../../notification/cut-text.ts';
import { toMarkdown } from '../../notification/markdown.ts';
import { linkUrl } from '../../notification/web-url.ts';
import type { Language, Texts } from '../format/text.ts';
import { adfToHtml, isAdf } from './adf.ts';
import { duration } from './duration.ts';
import { jiraToHtml } from './jira-markup.ts';
import { joinUrl, withQuery } from './join-url.ts';
import { RenderContext } from './render-context.ts';
import { breakUpCodes, escapeValue, printSafely, SafeMarkdown, toText } from './safe-markdown.ts';
import { slackToMarkdown } from './slack-markup.ts';
import { readTime } from './time.ts';

/** What a filter finds as `this`. */
interface FilterThis {
  context: Context;
}

/** Called with the value before the bar and the arguments after the colon, whatever they turn out to be. */
export type CatalogueFilter = (this: FilterThis, value: unknown, ...args: unknown[]) => unknown;

/** The most of a long text (a description, a comment) that a card shows. */
const longest = 1_500;
/** So much of its source is read: room for markup and long addresses. */
const longestSource = 30_000;
/** What a character of it takes of the memory limit: reading 100,000 takes all of it, a tenth of a second. */
const readingCost = 25;
/** More names than anybody reads. */
const longestSeries = 1_000;
/** No word, address or name is longer. */
const longestName = 4_000;

/** Nothing at all is nil, so that `{% if milestone %}` asks whether there is one. */
const safe = (text: string) => (text === '' ? undefined : new SafeMarkdown(text));
const plain = (text: string) => (text === '' ? undefined : text);

const pluralRules = { en: new Intl.PluralRules('en'), fr: new Intl.PluralRules('fr') };
const numberFormats = { en: new Intl.NumberFormat('en'), fr: new Intl.NumberFormat('fr') };

/**
 * The filters of the catalogue, beside Liquid's own. Those that print Markdown return it marked; all others return
 * plain values, which are escaped when they are printed.
 */
export const filters: Readonly<Record<string, CatalogueFilter>> = {
  /** `{{ issue.title | link: issue.html_url }}`: a link, or the text alone where the URL is not http, https or mailto. */
  link: (value, url) => {
    const address = linkUrl(toText(url));
    const text = printSafely(value);
    return safe(address === undefined || text === '' ? text : `[${text}](${address})`);
  },
  /** Liquid's own, without its keyword: the fallback for nil, false, an empty text and an empty list. */
  default: (value, fallback) => {
    const isEmpty = value === undefined || value === null || value === false || value === '';
    return isEmpty || (Array.isArray(value) && value.length === 0) ? fallback : value;
  },
  /** The value as plain text in bold. */
  bold: value => {
    const text = printSafely(value);
    return safe(text === '' ? '' : `**${text}**`);
  },
  italic: value => {
    const text = printSafely(value);
    return safe(text === '' ? '' : `_${text}_`);
  },
  /** `{{ issue.body | markdown: 400 }}`: text in Markdown, as GitHub and GitLab have it, down to what Teams renders. */
  markdown(value, max) {
    return longText(this, toText(value), 'markdown', max);
  },
  markdown_from_html(value, max) {
    return longText(this, toText(value), 'html', max);
  },
  /** Jira's wiki markup, or a document in the Atlassian Document Format. */
  markdown_from_jira(value, max) {
    const html = isAdf(value) ? adfToHtml(value, longestSource) : jiraToHtml(toText(value).slice(0, longestSource));
    return longText(this, html, 'html', max);
  },
  markdown_from_slack(value, max) {
    return longText(this, slackToMarkdown(toText(value).slice(0, longestSource)), 'markdown', max);
  },
  /** The first line that is not empty. */
  first_line: value => /\S.*/.exec(toText(value).slice(0, 10_000))?.[0].trim(),
  /** The first seven characters of a commit's hash. */
  short_hash: value => plain(toText(value).slice(0, 7)),
  /** An address that may be relative, made absolute: `{{ "/issues/1" | absolute: body.url }}`. */
  absolute: (value, base) => (nameOf(value).trim() === '' ? undefined : URL.parse(nameOf(value), nameOf(base))?.href),
  /**
   * An address with more of a path, one slash between them: `{{ build.full_url | join_url: "console" }}`. Nil without an
   * address.
   */
  join_url: (base, ...path) => joinUrl(nameOf(base), path.map(nameOf)),
  /** `{{ issue_url | with_query: "comment", comment.id }}`: a parameter more. Nil where one of them is missing. */
  with_query: (base, name, value) => withQuery(nameOf(base), nameOf(name), nameOf(value)),
  /** `{{ repository | after: " in " }}`: the value after some words, and nothing at all where there is no value. */
  after: (value, words) => {
    const text = printSafely(value);
    return text.trim() === '' ? undefined : safe(`${escapeWords(toText(words))}${text}`);
  },
  /** `{{ issue.assignees | map: "name" | listed }}`: the texts of a list that are not empty, with commas. */
  listed: value =>
    plain(
      (Array.isArray(value) ? value : [value])
        .slice(0, longestSeries)
        .map(nameOf)
        .filter(text => text.trim() !== '')
        .join(', '),
    ),
  /** `{{ issue.title | numbered: issue.number }}`: "#12 Title", or what there is of it; another sign where it is given. */
  numbered: (value, number, sign) => {
    const digits = nameOf(number).trim();
    const named = digits === '' ? '' : `${toText(sign ?? '#')}${digits}`;
    return plain([named, toText(value).trim()].filter(Boolean).join(' '));
  },
  /** `{{ n | plural: "commit", "commits" }}`: "1 commit", "3 commits"; in French, 0 is singular. */
  plural(value, one, other) {
    const count = Array.isArray(value) ? value.length : Number(value ?? 0);
    const language = languageOf(this);
    const form = pluralRules[language].select(count) === 'one' ? one : other;
    return `${numberFormats[language].format(count)} ${toText(form)}`;
  },
  /** A length of time for people: `{{ build.duration | duration: "ms" }}`, in `ms` or `s` (if nothing is said). */
  duration: (value, unit) =>
    toText(value) === '' ? undefined : plain(duration(Number(nameOf(value)), toText(unit) === 'ms' ? 'ms' : 's')),
  /** `{{ run.started_at | seconds_until: run.ended_at | duration }}`: from one point in time to another, in seconds. */
  seconds_until: (value, end) => {
    const from = readTime(nameOf(value));
    const to = readTime(nameOf(end));
    return from === undefined || to === undefined || to < from ? undefined : (to - from) / 1000;
  },
  /** Cut to so many characters, never inside one. */
  truncate: (value, length) => {
    const max = Math.max(1, Number(length ?? 100));
    return value instanceof SafeMarkdown
      ? safe(cutText(value.text, max, 'markdown'))
      : plain(cutText(toText(value), max, 'plain'));
  },
  /** A point in time (ISO 8601, or seconds or milliseconds since 1970) in the reader's own time zone, by Teams. */
  local_time: value => {
    const time = readTime(nameOf(value));
    if (time === undefined) return safe(escapeValue(toText(value)));
    // Teams' own functions take seconds and no fractions (Adaptive Cards, text features).
    const iso = `${new Date(time).toISOString().slice(0, 19)}Z`;
    return safe(`{{DATE(${iso},SHORT)}} {{TIME(${iso})}}`);
  },
  /**
   * The words that the connector has for it; without any, its own with spaces: `in_progress` as "in progress".
   * `{{ result | word: "run" }}` looks for `run.failure` before `failure`.
   */
  word(value, kind) {
    const key = nameOf(value);
    const known = wordOf(this, `${toText(kind)}.${key}`) ?? wordOf(this, key);
    return known?.[languageOf(this)] ?? plain(key.replaceAll(/[_-]+/g, ' '));
  },
};

/** Words of a template keep the spaces around them. */
const escapeWords = (words: string) => words.replace(/\S.*\S|\S/s, escapeValue);

const nameOf = (value: unknown) => toText(value).slice(0, longestName);

const languageOf = ({ context }: FilterThis): Language => (context instanceof RenderContext ? context.language : 'en');

function wordOf({ context }: FilterThis, key: string): Texts | undefined {
  return context instanceof RenderContext && Object.hasOwn(context.words, key) ? context.words[key] : undefined;
}

/** At most `max` characters, or the most that a card shows of a long text. */
function longText(
  { context }: FilterThis,
  text: string,
  dialect: 'markdown' | 'html',
  max: unknown,
): SafeMarkdown | undefined {
  const wanted = Number(max);
  const source = cutText(text, longestSource, 'plain');
  context.memoryLimit.use(source.length * readingCost);
  return safe(breakUpCodes(toMarkdown(source, dialect, wanted >= 1 ? Math.min(wanted, longest) : longest)));
}
