import type { SettingFormat } from '../format/settings.ts';
import type { Language } from '../format/text.ts';
import type { Engine } from '../template/engine.ts';
import type { RenderContext } from '../template/render-context.ts';

/** Says which setting holds a body back; undefined if none does. */
export type FilterBody = (context: RenderContext, settings: Record<string, unknown>) => string | undefined;

/** Compiles the filters among a connector's settings. Throws a TemplateError. */
export function compileFilters(engine: Engine, settings: SettingFormat[], language: Language): FilterBody {
  const filters = settings.flatMap(setting => {
    if (setting.type !== 'patterns' && setting.type !== 'choices') return [];
    const on = engine.plain(typeof setting.on === 'string' ? setting.on : setting.on[language]);
    return [{ id: setting.id, label: setting.label[language], on, exact: setting.type === 'choices' }];
  });
  return (context, given) => {
    for (const { id, label, on, exact } of filters) {
      const wanted = listOf(given[id]);
      if (wanted.length === 0) continue;
      const value = on(context);
      if (value !== '' && !wanted.some(one => (exact ? one === value : matches(one, value))))
        return `${label}: ${value}`;
    }
    return undefined;
  };
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'string' && one !== '') : [];
}

/** `*` stands for any characters; upper and lower case are the same. Linear in the length of both. */
export function matches(pattern: string, value: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const text = value.toLowerCase();
  if (rest.length === 0) return first === text;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
