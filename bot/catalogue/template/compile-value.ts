import {
  defaultOperators,
  evalToken,
  type Filter,
  isFalsy,
  isTruthy,
  type Token,
  TypeGuards,
  toValueSync,
  type Value,
} from 'liquidjs';
import { filters } from './filters.ts';
import { readProperty } from './read-property.ts';
import type { Read, RenderContext } from './render-context.ts';

/**
 * A parsed Liquid value as a function. Liquid itself runs each step as a generator, which takes most of the time of
 * a template; here names, literals, comparisons and our own filters are plain calls, and the rest is left to Liquid.
 */
export function compileValue(value: Value, used: readonly Filter[] = value.filters): Read {
  return used.reduce(compileFilter, compileExpression(value.initial.postfix));
}

function compileFilter(input: Read, filter: Filter): Read {
  const own = Object.hasOwn(filters, filter.name) ? filters[filter.name] : undefined;
  if (own === undefined) return context => toValueSync(filter.render(input(context), context));
  const args = filter.args.map(arg => (Array.isArray(arg) ? compileToken(arg[1]) : compileToken(arg)));
  const [first, second] = args;
  if (first === undefined) return context => own.call({ context }, input(context));
  if (second === undefined) return context => own.call({ context }, input(context), first(context));
  return context => own.call({ context }, input(context), ...args.map(arg => arg(context)));
}

/** @param postfix operands before their operators, as Liquid's parser gives them */
function compileExpression(postfix: readonly Token[]): Read {
  const operands: Read[] = [];
  for (const token of postfix) {
    if (!TypeGuards.isOperatorToken(token)) {
      operands.push(compileToken(token));
      continue;
    }
    const right = operands.pop() ?? nothing;
    operands.push(
      token.operator === 'not' ? not(right) : compileOperator(token.operator, operands.pop() ?? nothing, right),
    );
  }
  return operands[0] ?? nothing;
}

function compileOperator(operator: string, left: Read, right: Read): Read {
  switch (operator) {
    case 'and':
      return context => holds(left(context), context) && holds(right(context), context);
    case 'or':
      return context => holds(left(context), context) || holds(right(context), context);
    case '==':
      return context => equals(left(context), right(context), context);
    case '!=':
      return context => !equals(left(context), right(context), context);
    default: {
      const operate = defaultOperators[operator];
      return context => toValueSync(operate?.(left(context), right(context), context));
    }
  }
}

/** Truth as Liquid has it: everything but `false` and nil. */
export const holds = (value: unknown, context: RenderContext): boolean => isTruthy(value, context);
const not =
  (read: Read): Read =>
  context =>
    isFalsy(read(context), context);

/** Liquid's equality: `blank`, `empty` and lists are its own affair. */
export function equals(left: unknown, right: unknown, context: RenderContext): boolean {
  if (isSimple(left) && isSimple(right)) return left === right;
  return toValueSync(defaultOperators['==']?.(left, right, context)) === true;
}

const isSimple = (value: unknown) => typeof value !== 'object' && typeof value !== 'function';

const nothing: Read = () => undefined;

export function compileToken(token: Token | undefined): Read {
  if (token === undefined) return nothing;
  if (TypeGuards.isPropertyAccessToken(token)) {
    const path = token.props.map(prop => ('content' in prop ? prop.content : undefined));
    if (token.variable === undefined && path.every(name => typeof name === 'string' || typeof name === 'number'))
      return compilePath(path);
  }
  if ('content' in token) return () => token.content;
  return context => toValueSync(evalToken(token, context));
}

function compilePath([first, ...rest]: (string | number)[]): Read {
  const name = String(first);
  return context => {
    let value = context.read(name);
    for (const property of rest) {
      if (value === undefined || value === null) return value;
      value = readProperty(value, property);
    }
    return context.bounded(value);
  };
}
