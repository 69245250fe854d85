import { Liquid, Value } from 'liquidjs';
import { compileTemplates } from './compile-template.ts';
import { compileValue, holds } from './compile-value.ts';
import { filters } from './filters.ts';
import { type Globals, type Read, RenderContext, type RenderScope } from './render-context.ts';
import { printLinked, printSafely, toText } from './safe-markdown.ts';

/** A template that cannot be read; the message says where. */
export class TemplateError extends Error {
  override name = 'TemplateError';
}

/**
 * For all templates of one event: characters and list items made, `stepCost` for each step of a loop, and `readingCost`
 * for each character of a text with markup.
 */
const memoryLimit = 2_500_000;
const parseLimit = 20_000;

/** Neither files, nor what would escape twice (`capture`), nor state. */
const allowedTags = ['assign', 'break', 'case', 'comment', 'continue', 'echo', 'for', 'if', 'unless', '#'];
// biome-ignore format: a list to read
const allowedFilters = ['abs', 'append', 'at_least', 'at_most', 'capitalize', 'ceil', 'compact', 'concat', 'divided_by', 'downcase', 'find', 'first', 'floor', 'join', 'last', 'lstrip', 'map', 'minus', 'modulo', 'plus', 'prepend', 'remove', 'remove_first', 'remove_last', 'replace', 'replace_first', 'replace_last', 'reverse', 'round', 'rstrip', 'size', 'slice', 'sort', 'split', 'strip', 'sum', 'times', 'uniq', 'upcase', 'url_decode', 'url_encode', 'where'];

const emptyParagraphs = /\n(?:[ \t]*\n){2,}/g;

/** Prints a template. */
export type Render = Read<string>;

/** Compiles templates, conditions and values once, so that a body only runs them. */
export interface Engine {
  /** Prints Markdown, each value escaped. Throws a TemplateError. */
  markdown(source: string): Render;
  /** The same, and addresses in its values are links, unless the template has links of its own. */
  linked(source: string): Render;
  /** Prints plain text, as for URLs and keys, which are checked by whoever uses them. Throws a TemplateError. */
  plain(source: string): Render;
  /** Throws a TemplateError. */
  condition(source: string): Read<boolean>;
  /** Throws a TemplateError. */
  value(source: string): Read;
  /** What the templates of one event work with; its limits are for all of them together. */
  context(scope: RenderScope, globals: Globals): RenderContext;
}

export function createEngine(): Engine {
  const markdown = liquidThatPrints(printSafely);
  const linked = liquidThatPrints(printLinked);
  const plain = liquidThatPrints(toText);

  const compile = (liquid: Liquid, print: (value: unknown) => string, source: string): Render => {
    if (!/\{[{%]/.test(source)) {
      const text = source.trim();
      return () => text;
    }
    const render = parsed(source, () => compileTemplates(liquid, liquid.parse(source), print));
    return context => render(context).trim();
  };
  const paragraphs = (liquid: Liquid, print: (value: unknown) => string, source: string): Render => {
    const render = compile(liquid, print, source);
    // Where a paragraph turns out empty, its neighbours follow each other as if it had not been there.
    return source.includes('\n\n') ? context => render(context).replaceAll(emptyParagraphs, '\n\n') : render;
  };
  const printMarkdown = (source: string) => paragraphs(markdown, printSafely, source);
  const value = (source: string) => parsed(source, () => compileValue(new Value(source, plain)));
  return {
    markdown: printMarkdown,
    linked: source => (source.includes('](') ? printMarkdown(source) : paragraphs(linked, printLinked, source)),
    plain: source => compile(plain, toText, source),
    condition(source) {
      const read = value(source);
      return context => holds(read(context), context);
    },
    value,
    context: (scope, globals) => new RenderContext(plain, scope, globals),
  };
}

function liquidThatPrints(outputEscape: (value: unknown) => string): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    relativeReference: false,
    templates: {},
    outputEscape,
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
