import type {
  Action,
  Activity,
  Fact,
  Markdown,
  Message,
  Picture,
  Section,
  Tone,
} from '../../notification/notification.ts';
import { imageUrl, webUrl } from '../../notification/web-url.ts';
import type { ActivityFormat, EachFormat, MessageFormat, PartsFormat, SectionFormat } from '../format/message.ts';
import type { Language, TemplateText } from '../format/text.ts';
import { entriesOf, mostLookedAt } from '../template/bounded.ts';
import type { Engine, Render } from '../template/engine.ts';
import type { RenderContext } from '../template/render-context.ts';

/** Makes something of a body; `undefined` where it turns out empty. */
export type Make<Made> = (context: RenderContext) => Made | undefined;

/** Compiles the templates of a message in one language. Throws a TemplateError. */
export function compileMessage(engine: Engine, format: MessageFormat, language: Language): Make<Message> {
  const compiler = new MessageCompiler(engine, language);
  return compiler.message(format);
}

const defaultLimit = 10;

/** Keeps the engine and the language at hand; it has no state of its own. */
class MessageCompiler {
  readonly #engine: Engine;
  readonly #language: Language;

  constructor(engine: Engine, language: Language) {
    this.#engine = engine;
    this.#language = language;
  }

  message(format: MessageFormat): Make<Message> {
    const title = this.markdown(format.title);
    const tone = this.plain(format.tone);
    const head = this.parts(format);
    const activity = format.activity && this.activity(format.activity);
    const sections = (format.sections ?? []).map(section => this.each(section, this.section(section)));
    const kinds = (format.sections ?? []).map(section => section.kind);
    // Sections of several kinds are counted together, so that no kind can be named.
    const kind = kinds.length === 1 ? kinds[0] : undefined;
    const sectionKind = kind && { one: kind.one[this.#language], other: kind.other[this.#language] };
    return context => {
      const { text, facts, images, actions } = head(context);
      const who = activity?.(context);
      const first: Section = { ...(who && { activity: who }), facts: facts.made, images: images.made, actions: [] };
      if (facts.more > 0) first.moreFacts = facts.more;
      if (images.more > 0) first.moreImages = images.more;
      const isFirstShown = who !== undefined || facts.made.length > 0 || images.made.length > 0;
      const further = all(sections, context);
      const color = toTone(tone(context));
      const titleText = title(context).replaceAll(spaces, ' ');
      return {
        kind: 'message',
        ...(titleText !== '' && { title: titleText }),
        ...(text !== '' && { text }),
        ...(color && { tone: color }),
        sections: isFirstShown ? [first, ...further.made] : further.made,
        ...(further.more > 0 && { moreSections: further.more }),
        ...(sectionKind && { sectionKind }),
        actions,
      };
    };
  }

  section(format: SectionFormat): Make<Section> {
    const title = this.markdown(format.title);
    const activity = format.activity && this.activity(format.activity);
    const parts = this.parts(format);
    return context => {
      const { text, facts, images, actions } = parts(context);
      const titleText = title(context);
      const who = activity?.(context);
      return {
        ...(titleText !== '' && { title: titleText }),
        ...(who && { activity: who }),
        ...(text !== '' && { text }),
        facts: facts.made,
        ...(facts.more > 0 && { moreFacts: facts.more }),
        images: images.made,
        ...(images.more > 0 && { moreImages: images.more }),
        actions,
      };
    };
  }

  parts(format: PartsFormat) {
    const text = this.linked(format.text);
    const lines = (format.list ?? []).map(line => this.each(line, this.line(line.text)));
    const facts = (format.facts ?? []).map(fact => this.each(fact, this.fact(fact)));
    const images = (format.images ?? []).map(image => this.each(image, this.image(image)));
    const actions = (format.actions ?? []).map(action => this.each(action, this.action(action)));
    return (context: RenderContext) => ({
      text: [text(context), listOf(all(lines, context))].filter(part => part !== '').join('\n\n'),
      facts: all(facts, context),
      images: all(images, context),
      actions: all(actions, context).made,
    });
  }

  activity(format: ActivityFormat): Make<Activity> {
    const when = this.condition(format.when);
    const image = this.plain(format.image);
    const title = this.markdown(format.title);
    const subtitle = this.markdown(format.subtitle);
    const text = this.linked(format.text);
    return context => {
      if (!when(context)) return undefined;
      const url = imageUrl(image(context));
      const texts = { title: title(context), subtitle: subtitle(context), text: text(context) };
      const shown = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''));
      return Object.keys(shown).length === 0 ? undefined : { ...(url && { image: { url, round: true } }), ...shown };
    };
  }

  line(text: TemplateText): Make<Markdown> {
    const render = this.linked(text);
    return context => render(context) || undefined;
  }

  fact(format: { name: TemplateText; value: TemplateText }): Make<Fact> {
    const name = this.markdown(format.name);
    const value = this.linked(format.value);
    return context => {
      const shown = value(context);
      return shown === '' ? undefined : { name: name(context), value: shown };
    };
  }

  image(format: { url: TemplateText; alt?: TemplateText | undefined }): Make<Picture> {
    const url = this.plain(format.url);
    const alt = this.plain(format.alt);
    return context => {
      const address = imageUrl(url(context));
      const words = alt(context);
      return address === undefined ? undefined : { url: address, ...(words !== '' && { alt: words }) };
    };
  }

  action(format: { title: TemplateText; url: TemplateText }): Make<Action> {
    const title = this.plain(format.title);
    const url = this.plain(format.url);
    return context => {
      const address = webUrl(url(context));
      return address === undefined ? undefined : { kind: 'open', title: title(context), url: address };
    };
  }

  /** Runs `make` for each item of the list that the format names, or once. */
  each<Made>(format: EachFormat, make: Make<Made>): (context: RenderContext) => All<Made> {
    const when = this.condition(format.when);
    if (format.each === undefined)
      return context => {
        const made = when(context) ? make(context) : undefined;
        return { made: made === undefined ? [] : [made], more: 0 };
      };
    const value = this.#engine.value(format.each);
    const name = format.as ?? 'item';
    const limit = format.limit ?? defaultLimit;
    return context => {
      const made: Made[] = [];
      let more = 0;
      const items = itemsOf(value(context));
      for (const [index, item] of items.slice(0, mostLookedAt).entries()) {
        context.push({ [name]: item, index });
        const one = when(context) ? (made.length < limit ? make(context) : null) : undefined;
        context.pop();
        if (one === null) more += 1;
        else if (one !== undefined) made.push(one);
      }
      // Of a list that long nobody minds a few that would not have been shown.
      return { made, more: more + Math.max(0, items.length - mostLookedAt) };
    };
  }

  markdown(text: TemplateText | undefined): Render {
    return text === undefined ? nothing : this.#engine.markdown(this.inLanguage(text));
  }

  /** Of what is read as a text: a title or a name is no place for links. */
  linked(text: TemplateText | undefined): Render {
    return text === undefined ? nothing : this.#engine.linked(this.inLanguage(text));
  }

  plain(text: TemplateText | undefined): Render {
    return text === undefined ? nothing : this.#engine.plain(this.inLanguage(text));
  }

  condition(condition: string | undefined): (context: RenderContext) => boolean {
    return condition === undefined ? () => true : this.#engine.condition(condition);
  }

  inLanguage(text: TemplateText): string {
    return typeof text === 'string' ? text : text[this.#language];
  }
}

const nothing: Render = () => '';

/** A title is one line, and what a body lacks leaves no gap in it. */
const spaces = /\s+/g;

/** What was made, and how much more there would have been. */
interface All<Made> {
  made: Made[];
  more: number;
}

function all<Made>(parts: ((context: RenderContext) => All<Made>)[], context: RenderContext): All<Made> {
  const [first, second] = parts;
  if (!first) return { made: [], more: 0 };
  if (!second) return first(context);
  const each = parts.map(part => part(context));
  return { made: each.flatMap(({ made }) => made), more: each.reduce((sum, { more }) => sum + more, 0) };
}

const listOf = ({ made, more }: All<Markdown>) =>
  [...made.map(line => `- ${line}`), ...(more > 0 ? [`- … +${more}`] : [])].join('\n');

/** The items of a list; of an object its entries, as `{ key, value }`. */
function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  return entriesOf(value).map(([key, one]) => ({ key, value: one }));
}

function toTone(text: string): Tone | undefined {
  if (text === 'good' || text === 'warning' || text === 'attention' || text === 'accent') return text;
  return /^#[\da-f]{6}$/i.test(text) ? `#${text.slice(1)}` : undefined;
}
