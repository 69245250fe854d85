import { z } from 'zod';

const delayMs = z.number().int().min(0).max(600_000).optional();

const actionSchema = z.union([
  z.strictObject({
    status: z.number().int().min(200).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    /** The work is done all the same: a proxy has put its own answer in the place of Teams'. */
    after: z.literal(true).optional(),
    delayMs,
  }),
  z.strictObject({ hang: z.union([z.literal(true), z.enum(['before', 'after'])]), delayMs }),
  z.strictObject({ cut: z.enum(['before', 'after', 'within']), delayMs }),
  z.strictObject({ delayMs: delayMs.unwrap() }),
]);

/**
 * One rule of the fault script: which requests, how many of them, and what happens to them.
 * `path` is the decoded path, `*` in it standing for any characters; `contains` looks into the body as it came.
 */
export const faultRuleSchema = z.strictObject({
  match: z
    .strictObject({
      channelId: z.string().optional(),
      method: z.string().optional(),
      path: z.string().optional(),
      contains: z.string().optional(),
    })
    .default({}),
  /** How many requests at most; without it, all. */
  times: z.number().int().min(1).optional(),
  /** Only each n-th of those that match. */
  every: z.number().int().min(1).optional(),
  action: actionSchema,
});
export const faultScriptSchema = z.strictObject({ rules: z.array(faultRuleSchema) });

export type FaultRule = z.input<typeof faultRuleSchema>;
export type FaultAction = {
  delayMs: number;
  /** `within`: in the middle of the answer. */
  cut?: 'before' | 'after' | 'within';
  hang?: 'before' | 'after';
  answer?: { status: number; body?: unknown; headers?: Record<string, string> };
  /** The work is done before the answer. */
  after?: true;
};
export type FaultTarget = { channelId: string | null; method: string; path: string; text: string };

/**
 * The script of faults that requests to the Bot Connector run through; those to Microsoft Graph too, where a rule's path
 * begins with `/graph/`.
 */
export type Faults = {
  /** Adds rules; the first that matches a request decides. @throws {z.ZodError} */
  add: (...rules: FaultRule[]) => void;
  clear: () => void;
  /** The rules with how often each matched and took effect. */
  list: () => (FaultRule & { matched: number; applied: number })[];
  /** What happens to this request; undefined: nothing. */
  take: (target: FaultTarget) => FaultAction | undefined;
};

type Rule = { rule: z.output<typeof faultRuleSchema>; path: RegExp | undefined; matched: number; applied: number };

export function createFaults(): Faults {
  let rules: Rule[] = [];
  return {
    add: (...added) => {
      for (const each of added) {
        const rule = faultRuleSchema.parse(each);
        rules.push({ rule, path: pathPattern(rule.match.path), matched: 0, applied: 0 });
      }
    },
    clear: () => {
      rules = [];
    },
    list: () => rules.map(({ rule, matched, applied }) => ({ ...rule, matched, applied })),
    take: target => {
      for (const each of rules) {
        if (!matches(each, target)) continue;
        const { times, every, action } = each.rule;
        if (times !== undefined && each.applied >= times) continue;
        each.matched += 1;
        if (every !== undefined && each.matched % every !== 0) continue;
        each.applied += 1;
        return effectOf(action);
      }
      return undefined;
    },
  };
}

function matches({ rule: { match }, path }: Rule, target: FaultTarget): boolean {
  if (target.path.startsWith('/graph/') && !match.path?.startsWith('/graph/')) return false;
  return (
    (match.channelId === undefined || match.channelId === target.channelId) &&
    (match.method === undefined || match.method.toUpperCase() === target.method) &&
    (path === undefined || path.test(target.path)) &&
    (match.contains === undefined || target.text.includes(match.contains))
  );
}

function pathPattern(path: string | undefined): RegExp | undefined {
  if (path === undefined) return undefined;
  const pattern = path.split('*').map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`);
}

function effectOf(action: z.output<typeof actionSchema>): FaultAction {
  const wait = action.delayMs ?? 0;
  if ('status' in action) {
    const { status, body, headers, after } = action;
    return {
      delayMs: wait,
      ...(after && { after }),
      answer: { status, ...(body === undefined ? {} : { body }), ...(headers === undefined ? {} : { headers }) },
    };
  }
  if ('hang' in action) return { delayMs: wait, hang: action.hang === true ? 'before' : action.hang };
  if ('cut' in action) return { delayMs: wait, cut: action.cut };
  return { delayMs: wait };
}
