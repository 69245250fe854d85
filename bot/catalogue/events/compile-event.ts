import { cleanCard } from '../../notification/clean-card.ts';
import { cutNotification, MAX_STORED } from '../../notification/cut-notification.ts';
import { isObject } from '../../notification/json.ts';
import type { Content, Json, JsonObject, Message, Notification } from '../../notification/notification.ts';
import { readPayload } from '../../notification/read-payload.ts';
import { cardSummary, markdownLine, messageSummary } from '../../notification/summary.ts';
import type { EventFormat } from '../format/event.ts';
import type { Language, TemplateText } from '../format/text.ts';
import type { Engine, Render } from '../template/engine.ts';
import type { RenderContext } from '../template/render-context.ts';
import { compileMessage, type Make } from './compile-message.ts';

/** An event of a connector, its templates ready to run. */
export interface CompiledEvent {
  id: string;
  default: boolean;
  /** Whether a body with one of the event's keys is of this event. */
  matches(context: RenderContext): boolean;
  /** Why it is deliberately not posted; undefined if it is. */
  ignored(context: RenderContext): string | undefined;
  /** Undefined if nothing of it can be shown. */
  notification(context: RenderContext): Notification | undefined;
}

/** Compiles an event in one language. Throws a TemplateError. */
export function compileEvent(engine: Engine, id: string, format: EventFormat, language: Language): CompiledEvent {
  const inLanguage = (text: TemplateText) => (typeof text === 'string' ? text : text[language]);
  const plain = (text: TemplateText | undefined): Render => (text ? engine.plain(inLanguage(text)) : () => '');
  const condition = (when: string | undefined) => (when ? engine.condition(when) : () => true);

  const ignores = (format.ignore ?? []).map(one => ({ holds: condition(one.when), reason: one.reason[language] }));
  const content = compileContents(engine, format, language);
  const summary = plain(format.summary);
  const thread = plain(format.thread);
  const state = plain(format.state);

  return {
    id,
    default: format.default,
    matches: condition(format.when),
    ignored: context => ignores.find(one => one.holds(context))?.reason,
    notification(context) {
      const made = content(context);
      const [first] = made.contents;
      if (!first) return undefined;
      const threadKey = thread(context).slice(0, 500);
      const status = state(context);
      const notification: Notification = {
        ...made,
        summary: markdownLine(summary(context)) || made.summary || summaryOf(first),
        ...(threadKey !== '' && { threadKey }),
        ...((status === 'open' || status === 'resolved') && { state: status }),
      };
      return cutNotification(notification, MAX_STORED);
    },
  };
}

function summaryOf(content: Content): string {
  return content.kind === 'message' ? messageSummary(content, '') : cardSummary(content.card);
}

/** What an event shows; a summary only where the body brings its own. */
type Contents = Pick<Notification, 'contents' | 'moreContents'> & { summary?: string };

function compileContents(
  engine: Engine,
  format: EventFormat,
  language: Language,
): (context: RenderContext) => Contents {
  if (format.cards) return readCards;
  const make = compileContent(engine, format, language);
  return context => {
    const made = make(context);
    return { contents: made ? [made] : [] };
  };
}

/** The body as Incoming Webhook would show it; nothing if it is no message for Teams after all. */
function readCards(context: RenderContext): Contents {
  const payload = readPayload(context.getSync(['body']));
  return payload.ok ? payload.notification : { contents: [] };
}

function compileContent(engine: Engine, format: EventFormat, language: Language): Make<Content> {
  if (format.message) return visible(compileMessage(engine, format.message, language));
  if (format.card) return compileCard(engine, format.card);
  return () => undefined;
}

/** A message without a word in it is none. */
function visible(make: Make<Message>): Make<Message> {
  return context => {
    const message = make(context);
    return message && (message.title || message.text || message.sections.length > 0) ? message : undefined;
  };
}

/** A whole Adaptive Card: each string in it is a template, and what comes out is cleaned as a sender's card is. */
function compileCard(engine: Engine, card: JsonObject): Make<Content> {
  const make = compileJson(engine, card);
  return context => {
    const made = make(context);
    return isObject(made) ? cleanCard(made, 'The card') : undefined;
  };
}

function compileJson(engine: Engine, json: Json): (context: RenderContext) => Json {
  if (typeof json === 'string') return json.includes('{') ? engine.markdown(json) : () => json;
  if (Array.isArray(json)) {
    const items = json.map(item => compileJson(engine, item));
    return context => items.map(item => item(context));
  }
  if (typeof json !== 'object' || json === null) return () => json;
  const entries = Object.entries(json).map(([name, value]) => [name, compileJson(engine, value)] as const);
  return context => Object.fromEntries(entries.map(([name, value]) => [name, value(context)]));
}
