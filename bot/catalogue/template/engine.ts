import { Context, Liquid, toValueSync, Value } from 'liquidjs';
import type { Language, Texts } from '../format/text.ts';
import { filters } from './filters.ts';
import { printSafely, toText } from './safe-markdown.ts';

/** What the templates of one event work with: made once for each body, its limits being for all of them together. */
export type RenderContext = Context;

/** What templates can name. */
export interface RenderScope {
  /** The parsed body. */
  body: unknown;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Settings of the connection that are no secrets. */
  settings: Record<string, unknown>;
  /** The event key. */
  event: string;
}

/** Words and language, for filters. */
export interface Globals {
  language: Language;
  words: Record<string, Texts>;
}

/** A template that cannot be read; the message says where. */
export class TemplateError extends Error {
  override name = 'TemplateError';
}

/** Milliseconds for all templates of one event; a usual one takes a tenth of one. */
const renderLimit = 200;
/** Liquid's own measure: characters and list items made. */
const memoryLimit = 5_000_000;
const parseLimit = 20_000;

/** Neither files, nor what would escape twice (`capture`), nor state. */
const allowedTags = ['assign', 'break', 'case', 'comment', 'continue', 'echo', 'for', 'if', 'unless', '#'];
// biome-ignore format: a list to read
const allowedFilters = ['abs', 'append', 'at_least', 'at_most', 'capitalize', 'ceil', 'compact', 'concat', 'default', 'divided_by', 'downcase', 'find', 'first', 'floor', 'join', 'last', 'lstrip', 'map', 'minus', 'modulo', 'plus', 'prepend', 'remove', 'remove_first', 'remove_last', 'replace', 'replace_first', 'replace_last', 'reverse', 'round', 'rstrip', 'size', 'slice', 'sort', 'split', 'strip', 'sum', 'times', 'uniq', 'upcase', 'url_decode', 'url_encode', 'where'];

const emptyParagraphs = /\n(?:[ \t]*\n){2,}/g;

export type Render = (context: RenderContext) => string;

/** Compiles templates, conditions and values once, so that a body only runs them. */
export interface Engine {
  /** Prints Markdown, each value escaped. Throws a TemplateError. */
  markdown(source: string): Render;
  /** Prints plain text, as for URLs and keys, which are checked by whoever uses them. Throws a TemplateError. */
  plain(source: string): Render;
  /** Throws a TemplateError. */
  condition(source: string): (context: RenderContext) => boolean;
  /** Throws a TemplateError. */
  value(source: string): (context: RenderContext) => unknown;
  context(
    scope: RenderScope,
    variables: Record<string, (context: RenderContext) => unknown>,
    globals: Globals,
  ): RenderContext;
}

export function createEngine(): Engine {
  const markdown = liquidThatPrints(printSafely);
  const plain = liquidThatPrints(toText);

  const compile = (liquid: Liquid, source: string): Render => {
    const templates = parsed(source, () => liquid.parse(source));
    return context => String(liquid.renderSync(templates, context)).trim();
  };
  return {
    markdown(source) {
      const render = compile(markdown, source);
      // Where a paragraph turns out empty, its neighbours follow each other as if it had not been there.
      return source.includes('\n\n') ? context => render(context).replaceAll(emptyParagraphs, '\n\n') : render;
    },
    plain: source => compile(plain, source),
    condition(source) {
      const render = compile(plain, `{% if ${source} %}1{% endif %}`);
      return context => render(context) === '1';
    },
    value(source) {
      const value = parsed(source, () => new Value(source, plain));
      return context => toValueSync(value.value(context));
    },
    context(scope, variables, globals) {
      const environment = { ...scope };
      const context = new Context(environment, plain.options, { sync: true, globals: { ...globals } });
      for (const [name, read] of Object.entries(variables)) defineLazily(environment, name, () => read(context));
      return context;
    },
  };
}

function liquidThatPrints(outputEscape: (value: unknown) => string): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    relativeReference: false,
    templates: {},
    outputEscape,
    renderLimit,
    memoryLimit,
    parseLimit,
  });
  for (const name of Object.keys(liquid.tags)) if (!allowedTags.includes(name)) delete liquid.tags[name];
  for (const name of Object.keys(liquid.filters)) if (!allowedFilters.includes(name)) delete liquid.filters[name];
  for (const [name, filter] of Object.entries(filters)) liquid.registerFilter(name, filter);
  return liquid;
}

function parsed<Result>(source: string, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw new TemplateError(`${source.slice(0, 200)}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Worked out when it is first asked for, and at most once. */
function defineLazily(target: object, name: string, read: () => unknown): void {
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = read();
      Object.defineProperty(target, name, { value, enumerable: true });
      return value;
    },
  });
}
