import type { Notification } from '../../notification/notification.ts';
import type { Descriptor } from '../format/descriptor.ts';
import type { EventFormat } from '../format/event.ts';
import type { Language } from '../format/text.ts';
import { createEngine, type Engine, TemplateError } from '../template/engine.ts';
import type { RenderContext } from '../template/render-context.ts';
import { type CompiledEvent, compileEvent } from './compile-event.ts';
import { compileFilters, type FilterBody } from './filters.ts';
import { plainNotification } from './plain-notification.ts';

/** A body of a service, and what a connection wants of it. */
export interface EventBody {
  body: unknown;
  /** Names in lower case. */
  headers: Record<string, string>;
  settings: EventSettings;
}

export interface EventSettings {
  /** The ids of the events that are wanted; undefined: those that are on by default. */
  events?: string[] | undefined;
  /** Also what no event describes, as a plain card. */
  everything?: boolean | undefined;
  [setting: string]: unknown;
}

/** What becomes of a body. `kind` tells a card of the connector's own from a plain one. */
export type EventResult =
  | {
      outcome: 'accepted';
      kind: 'own' | 'plain';
      event: string | undefined;
      notification: Notification;
      /** Why the event's own card could not be made: a fault of the connector. */
      problem?: string;
    }
  | { outcome: 'ignored'; event: string | undefined; reason: string };

/** Reads the bodies of one service. Never throws for what a sender sends. */
export type ReadEvent = (body: EventBody) => EventResult;

/** What people read in Activity about a body that is not posted. */
export interface EventTexts {
  notDescribed: string;
  notChosen: string;
  filtered: string;
  nothingToShow: string;
}

const texts: Record<Language, EventTexts> = {
  en: {
    notDescribed: 'The connector has no card for this event.',
    notChosen: 'This event is not chosen for the connection.',
    filtered: 'Held back by the setting',
    nothingToShow: 'There is nothing in it to show.',
  },
  fr: {
    notDescribed: 'Le connecteur n’a pas de carte pour cet événement.',
    notChosen: 'Cet événement n’est pas choisi pour la connexion.',
    filtered: 'Retenu par le paramètre',
    nothingToShow: 'Il ne contient rien à afficher.',
  },
};

/**
 * Compiles all events of a connector in one language. Throws a TemplateError that names the event.
 * @param events in the order in which they are tried
 */
export function compileEvents(
  descriptor: Descriptor,
  events: ReadonlyMap<string, EventFormat>,
  language: Language,
): ReadEvent {
  const engine = createEngine();
  const compiled = new Map<string, CompiledEvent>();
  for (const [id, format] of events)
    compiled.set(
      id,
      named(id, () => compileEvent(engine, id, format, language)),
    );
  return readerOf(engine, descriptor, events, language, id => compiled.get(id));
}

/**
 * The same with each event compiled when it first comes: compiling all of a large connector at once would hold up
 * everything else for a tenth of a second. A TemplateError is then a `problem` of the body.
 */
export function prepareEvents(
  descriptor: Descriptor,
  events: ReadonlyMap<string, EventFormat>,
  language: Language,
): ReadEvent {
  const engine = createEngine();
  const compiled = new Map<string, CompiledEvent>();
  return readerOf(engine, descriptor, events, language, id => {
    const format = events.get(id);
    const event = compiled.get(id) ?? (format && named(id, () => compileEvent(engine, id, format, language)));
    if (event) compiled.set(id, event);
    return event;
  });
}

function readerOf(
  engine: Engine,
  descriptor: Descriptor,
  events: ReadonlyMap<string, EventFormat>,
  language: Language,
  eventOf: (id: string) => CompiledEvent | undefined,
): ReadEvent {
  const byKey = new Map<string, string[]>();
  for (const [id, { on }] of events)
    for (const key of on) byKey.set(key.toLowerCase(), [...(byKey.get(key.toLowerCase()) ?? []), id]);
  const compiled: Compiled = {
    name: descriptor.name[language],
    texts: texts[language],
    byKey,
    filter: named('settings', () => compileFilters(engine, descriptor.settings, language)),
  };
  const key = named('event', () => engine.plain(inLanguage(descriptor.event ?? '', language)));
  const variables = new Map(
    Object.entries(descriptor.variables).map(([name, value]) => [name, named(name, () => engine.value(value))]),
  );
  const globals = { language, words: descriptor.words, variables };

  return ({ body, headers, settings }) => {
    const context = engine.context({ body, headers, settings, event: '' }, globals);
    let event = '';
    try {
      event = key(context).toLowerCase();
      context.push({ event });
      return read(compiled, event, context, settings);
    } catch (error) {
      // A template came to its limits, or met a body of another form than it was written for: shown all the same.
      const notification = plainNotification(compiled.name, event, body);
      const problem = error instanceof Error ? error.message : String(error);
      return { outcome: 'accepted', kind: 'plain', event: undefined, notification, problem };
    }
  };

  function firstMatch(ids: string[], context: RenderContext): CompiledEvent | undefined {
    for (const id of ids) {
      const candidate = eventOf(id);
      if (candidate?.matches(context)) return candidate;
    }
    return undefined;
  }

  function read(connector: Compiled, event: string, context: RenderContext, settings: EventSettings): EventResult {
    const plain = (id: string | undefined, reason: string): EventResult => {
      if (!settings.everything) return { outcome: 'ignored', event: id, reason };
      const body = context.getSync(['body']);
      return {
        outcome: 'accepted',
        kind: 'plain',
        event: id,
        notification: plainNotification(connector.name, event, body),
      };
    };
    const found = firstMatch([...(connector.byKey.get(event) ?? []), ...(connector.byKey.get('*') ?? [])], context);
    if (!found) return plain(undefined, connector.texts.notDescribed);
    const ignored = found.ignored(context);
    if (ignored !== undefined) return { outcome: 'ignored', event: found.id, reason: ignored };
    const chosen = settings.everything || (settings.events ? settings.events.includes(found.id) : found.default);
    if (!chosen) return { outcome: 'ignored', event: found.id, reason: connector.texts.notChosen };
    const held = connector.filter(context, settings);
    if (held !== undefined)
      return { outcome: 'ignored', event: found.id, reason: `${connector.texts.filtered} ${held}` };
    const notification = found.notification(context);
    return notification
      ? { outcome: 'accepted', kind: 'own', event: found.id, notification }
      : plain(found.id, connector.texts.nothingToShow);
  }
}

interface Compiled {
  name: string;
  texts: EventTexts;
  /** The ids of the events of a key. */
  byKey: Map<string, string[]>;
  filter: FilterBody;
}

function named<Result>(name: string, compile: () => Result): Result {
  try {
    return compile();
  } catch (error) {
    if (error instanceof TemplateError) throw new TemplateError(`${name}: ${error.message}`);
    throw error;
  }
}

const inLanguage = (text: string | { en: string; fr: string }, language: Language) =>
  typeof text === 'string' ? text : text[language];
