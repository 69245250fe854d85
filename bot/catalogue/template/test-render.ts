import { createEngine, type Engine } from './engine.ts';
import type { Globals } from './render-context.ts';

/** What a test may give of it; the rest is empty. */
export interface TestScope extends Partial<Globals> {
  body?: unknown;
  headers?: Record<string, string>;
  settings?: Record<string, unknown>;
  event?: string;
}

const engine = createEngine();

export function testContext(given: TestScope, using: Engine = engine) {
  const { body, headers = {}, settings = {}, event = '', language = 'en', words = {}, variables = new Map() } = given;
  return using.context({ body, headers, settings, event }, { language, words, variables });
}

/** A template as Markdown, printed for `body`. */
export function testMarkdown(template: string, body: unknown, given: Omit<TestScope, 'body'> = {}): string {
  return engine.markdown(template)(testContext({ ...given, body }));
}

/** The same as a text or a fact, where addresses are links. */
export function testLinked(template: string, body: unknown): string {
  return engine.linked(template)(testContext({ body }));
}

/** A template as plain text, printed for `body`. */
export function testPlain(template: string, body: unknown, given: Omit<TestScope, 'body'> = {}): string {
  return engine.plain(template)(testContext({ ...given, body }));
}

export const testCondition = (condition: string, body: unknown): boolean =>
  engine.condition(condition)(testContext({ body }));

export const testValue = (value: string, body: unknown): unknown => engine.value(value)(testContext({ body }));
