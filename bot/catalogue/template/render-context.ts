import { Context, Drop, type Liquid } from 'liquidjs';
import type { Language, Texts } from '../format/text.ts';
import { bounded, boundedObject, type Cuts } from './bounded.ts';

/** Reads something of a body: a value, a variable, a text. */
export type Read<Result = unknown> = (context: RenderContext) => Result;

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

/** What is the same for every body of a connector. */
export interface Globals {
  language: Language;
  words: Readonly<Record<string, Texts>>;
  /** Values that are worked out when they are first asked for. */
  variables: ReadonlyMap<string, Read>;
}

/** What a step of a loop takes of the memory limit: 25,000 steps take all of it. */
const stepCost = 100;

/**
 * What the templates of one event work with: made once for each body, Liquid's limits being for all of them together.
 * It is Liquid's own context, with names that can be read without a generator for each step, and with variables.
 */
export class RenderContext extends Context {
  readonly language: Language;
  readonly words: Globals['words'];
  readonly #names: object[];
  readonly #variables: Globals['variables'];
  readonly #values = new Map<string, unknown>();
  readonly #cuts: Cuts = new WeakMap();

  constructor(liquid: Liquid, scope: RenderScope, { language, words, variables }: Globals) {
    const names = { ...scope };
    super(names, liquid.options, { sync: true }, { liquid });
    this.language = language;
    this.words = words;
    this.#names = [names, this.bottom()];
    this.#variables = variables;
    this.globals = new Variables(this);
    // Liquid checks the milliseconds here. A machine that stalls would turn a good card into a plain one: steps count.
    this.renderLimit.check = () => this.memoryLimit.use(stepCost);
  }

  /** Names for what runs until `pop`, such as the item of a list. */
  override push(names: object): number {
    this.#names.push(names);
    return super.push(names);
  }

  override pop(): object | undefined {
    this.#names.pop();
    return super.pop();
  }

  /** What a name stands for; undefined if nothing is called so. */
  read(name: string): unknown {
    for (let index = this.#names.length - 1; index >= 0; index -= 1) {
      const names = this.#names[index];
      if (names !== undefined && Object.hasOwn(names, name)) return Reflect.get(names, name);
    }
    return this.variable(name);
  }

  /** A value as templates see it: no larger than they can work through at once. */
  bounded(value: unknown): unknown {
    return bounded(value, this.#cuts);
  }

  /** How Liquid's own parts read a property. */
  override readProperty(...read: Parameters<Context['readProperty']>): unknown {
    return boundedObject(super.readProperty(...read), this.#cuts);
  }

  variable(name: string): unknown {
    if (this.#values.has(name)) return this.#values.get(name);
    const read = this.#variables.get(name);
    if (read === undefined) return undefined;
    // A variable that needs itself finds nothing.
    this.#values.set(name, undefined);
    const value = read(this);
    this.#values.set(name, value);
    return value;
  }
}

/** The variables as Liquid's own parts reach them: it asks for each name that it finds nowhere else. */
class Variables extends Drop {
  readonly #context: RenderContext;

  constructor(context: RenderContext) {
    super();
    this.#context = context;
  }

  override liquidMethodMissing(name: string | number): unknown {
    return this.#context.variable(String(name));
  }
}
