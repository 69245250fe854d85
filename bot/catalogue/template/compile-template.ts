import { CaseTag, IfTag, type Liquid, Output, type Template, TypeGuards, toValueSync, UnlessTag } from 'liquidjs';
import { compileToken, compileValue, equals, holds } from './compile-value.ts';
import type { Read } from './render-context.ts';

/**
 * Parsed Liquid as a function that prints it: text, values and conditions run as plain calls (see `compile-value.ts`),
 * loops and assignments as Liquid has them.
 * @param print makes text of a value
 */
export function compileTemplates(
  liquid: Liquid,
  templates: Template[],
  print: (value: unknown) => string,
): Read<string> {
  const parts = templates.map(template => compileTemplate(liquid, template, print));
  const [first, second] = parts;
  if (first === undefined) return () => '';
  if (second === undefined) return first;
  return context => {
    let text = '';
    for (const part of parts) text += part(context);
    return text;
  };
}

function compileTemplate(liquid: Liquid, template: Template, print: (value: unknown) => string): Read<string> {
  const inner = (templates: Template[] | undefined) => compileTemplates(liquid, templates ?? [], print);
  if (TypeGuards.isHTMLToken(template.token)) {
    const text = template.token.getContent();
    return () => text;
  }
  if (template instanceof Output) {
    // Liquid puts `print` last among the filters; here it is called directly.
    const value = compileValue(template.value, template.value.filters.slice(0, -1));
    return context => print(value(context));
  }
  if (template instanceof IfTag) {
    const branches = template.branches.map(branch => ({
      value: compileValue(branch.value),
      body: inner(branch.templates),
    }));
    const otherwise = inner(template.elseTemplates);
    return context => (branches.find(({ value }) => holds(value(context), context))?.body ?? otherwise)(context);
  }
  if (template instanceof UnlessTag) {
    const branches = template.branches.map(branch => ({
      value: compileValue(branch.value),
      test: branch.test,
      body: inner(branch.templates),
    }));
    const otherwise = inner(template.elseTemplates);
    return context => (branches.find(({ value, test }) => test(value(context), context))?.body ?? otherwise)(context);
  }
  if (template instanceof CaseTag) {
    const value = compileValue(template.value);
    const branches = template.branches.map(branch => ({
      values: branch.values.map(compileToken),
      body: inner(branch.templates),
    }));
    const otherwise = inner(template.elseTemplates);
    return context => {
      const target = value(context);
      const hit = branches.filter(({ values }) => values.some(one => equals(target, one(context), context)));
      return hit.length === 0 ? otherwise(context) : hit.map(({ body }) => body(context)).join('');
    };
  }
  return context => String(toValueSync(liquid.renderer.renderTemplates([template], context)) ?? '');
}
