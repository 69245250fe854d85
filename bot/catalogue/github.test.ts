import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { recordedBodies } from '../../test/conformance/recorded-bodies.ts';
import type { Message } from '../notification/notification.ts';
import { builtInConnectors } from './built-in.ts';
import { readConnector } from './connector-folder.ts';
import { compileEvents, type EventResult } from './events/read-event.ts';
import { languages } from './format/text.ts';

const connector = readConnector(builtInConnectors, 'github');
const readers = languages.map(language => compileEvents(connector, connector.events, language));

const body = z.looseObject({
  action: z.string().nullish(),
  sender: z.looseObject({ login: z.string() }).nullish(),
  repository: z.looseObject({ name: z.string() }).nullish(),
});
type Body = z.infer<typeof body>;
const webhooks = z.array(z.object({ name: z.string(), examples: z.array(body) }));

interface Example {
  event: string;
  name: string;
  body: Body;
}

/** The bodies that GitHub and five versions of GitHub Enterprise Server document (@octokit/webhooks-examples, MIT). */
function documented(): Example[] {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@octokit/webhooks-examples')), '..');
  const files = readdirSync(folder).map(product => join(folder, product, 'index.json'));
  return files
    .filter(existsSync)
    .flatMap(file =>
      webhooks
        .parse(JSON.parse(readFileSync(file, 'utf8')))
        .flatMap(({ name, examples }) =>
          examples.map((one, index) => ({ event: name, name: `${name} ${index} in ${file}`, body: one })),
        ),
    );
}

function recorded(): Example[] {
  const found = recordedBodies(join(import.meta.dirname, '../../../shared/fixtures')).get('github') ?? [];
  if (found.length === 0) console.log('      ../shared/fixtures is missing: recorded bodies of GitHub are left out');
  return found.map(({ file, headers, body: one }) => ({
    event: headers['x-github-event'] ?? '',
    name: file,
    body: body.parse(one),
  }));
}

const examples = documented();

const results = ({ event, body: one }: Example): EventResult[] =>
  readers.map(read => read({ body: one, headers: { 'x-github-event': event }, settings: { everything: true } }));

function ownMessage(result: EventResult, name: string): Message | undefined {
  if (result.outcome === 'ignored') return undefined;
  assert.equal(result.kind, 'own', `${name}: ${result.problem ?? 'no event describes it'}`);
  const [content] = result.notification.contents;
  assert.ok(content?.kind === 'message', name);
  return content;
}

function* wordsOf({ title, text, sections, actions }: Message): Generator<string> {
  if (title !== undefined) yield title;
  if (text !== undefined) yield text;
  for (const action of actions) yield action.title;
  for (const { facts } of sections) for (const { name, value } of facts) yield `${name}: ${value}`;
}

/** The traces of a field that was not there. */
const traces = /\b(?:null|undefined|NaN)\b|\[object|\( *\)|\[\]|\*\*\*\*| [.,](?: |$)/;
/** A link's words, and no link at all. */
const linkOf = /\]\((https?:[^)]+)\)/;

/** A title that stops short of what it was about to name. */
const unfinished = /(?: (?:to|from|in|of|on|with|by|de|à|dans|sur|par)|[:(])$/;

function looksRight({ name, body: one }: Example, message: Message): void {
  const { title = '', actions } = message;
  assert.doesNotMatch(title, / {2}/, name);
  assert.doesNotMatch(title, unfinished, `${name}: ${title}`);
  for (const words of wordsOf(message)) assert.doesNotMatch(words, traces, `${name}: ${words}`);
  const links = actions.length > 0 || [...wordsOf(message)].some(words => linkOf.test(words));
  assert.ok(links, `${name} has no link: ${title}`);
  const sender = one.sender?.login.replace('[bot]', '');
  if (sender !== undefined && !/sponsor|marketplace/.test(name)) assert.ok(title.includes(sender), `${name}: ${title}`);
}

describe('GitHub', () => {
  it('documents 58 events in more than 300 examples', () => {
    assert.ok(examples.length > 300);
    assert.ok(new Set(examples.map(({ event }) => event)).size >= 58);
  });

  it('has a card of its own for each documented body, or a reason to ignore it, and ignores few', () => {
    let ignored = 0;
    for (const example of examples)
      for (const result of results(example)) {
        const message = ownMessage(result, example.name);
        if (message) looksRight(example, message);
        else ignored += 1;
      }
    assert.ok(ignored < 0.02 * examples.length * readers.length, `${ignored} ignored`);
  });

  it('has one for each recorded body', () => {
    for (const example of recorded())
      for (const result of results(example)) {
        const message = ownMessage(result, example.name);
        if (message) looksRight(example, message);
      }
  });

  it('has one for each action, also those of which there is no example', () => {
    const actions = new Set(examples.flatMap(example => example.body.action ?? []));
    const one = new Map(examples.map(example => [example.event, example]));
    for (const example of one.values())
      for (const action of [...actions, 'brand_new_action', undefined])
        for (const result of results({ ...example, body: { ...example.body, action } }))
          ownMessage(result, example.name);
  });

  it('finishes its sentence where the installation of an app is not told of', () => {
    const example = examples.find(({ event }) => event === 'installation');
    assert.ok(example);
    for (const action of ['created', 'deleted', 'suspend', 'unsuspend', 'new_permissions_accepted'])
      for (const result of results({ ...example, body: { ...example.body, action, installation: undefined } }))
        assert.doesNotMatch(ownMessage(result, action)?.title ?? '', unfinished);
  });

  it('shows a body that lacks any of its fields without a trace of what is missing', () => {
    const lacking = fc.record({
      example: fc.constantFrom(...examples),
      seed: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
    });
    fc.assert(
      fc.property(lacking, ({ example, seed }) => {
        const less = body.safeParse(without(example.body, seed));
        if (!less.success) return;
        for (const result of results({ ...example, body: less.data })) {
          assert.ok(result.outcome === 'ignored' || result.problem === undefined, example.name);
          const content = result.outcome === 'accepted' ? result.notification.contents[0] : undefined;
          if (content?.kind !== 'message') continue;
          assert.doesNotMatch(content.title ?? '', / {2}|\b(?:null|undefined)\b/, example.name);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells what a new connection gets from what is chatter', () => {
    const on = [...connector.events].filter(([, event]) => event.default).map(([id]) => id);
    for (const id of [
      'push',
      'pull-request',
      'review',
      'issue',
      'comment',
      'release',
      'workflow-run',
      'dependabot-alert',
    ])
      assert.ok(on.includes(id), id);
    for (const id of [
      'star',
      'watch',
      'fork',
      'label',
      'pull-request-update',
      'check-run',
      'workflow-job',
      'status-pending',
    ])
      assert.ok(!on.includes(id), id);
  });
});

describe('the settings of GitHub', () => {
  const [read] = readers;
  const reason = (event: string, one: object, settings: Record<string, unknown>) => {
    const result = read?.({
      body: one,
      headers: { 'x-github-event': event },
      settings: { everything: true, ...settings },
    });
    return result?.outcome === 'ignored' ? result.reason : result?.outcome;
  };
  const run = (conclusion: string) => ({
    action: 'completed',
    workflow_run: { name: 'CI', conclusion, head_branch: 'main' },
  });

  it('hold back by branch, though never a tag', () => {
    const branches = ['main'];
    assert.equal(reason('push', { ref: 'refs/heads/main' }, { branches }), 'accepted');
    assert.equal(
      reason('push', { ref: 'refs/heads/fix/main' }, { branches }),
      'Held back by the setting Branches: fix/main',
    );
    assert.equal(reason('push', { ref: 'refs/tags/v1' }, { branches }), 'accepted');
    assert.equal(
      reason('pull_request', { pull_request: { title: 'x', base: { ref: 'old' } } }, { branches }),
      'Held back by the setting Branches: old',
    );
    assert.equal(reason('issues', { action: 'opened', issue: { title: 'x' } }, { branches }), 'accepted');
  });

  it('hold back by repository', () => {
    const push = (full_name: string) => ({ ref: 'refs/heads/main', repository: { full_name } });
    assert.equal(reason('push', push('shop/web'), { repositories: ['shop/*'] }), 'accepted');
    assert.match(reason('push', push('other/web'), { repositories: ['shop/*'] }) ?? '', /Repositories/);
  });

  it('hold back by result', () => {
    assert.equal(reason('workflow_run', run('timed_out'), { results: ['failure'] }), 'accepted');
    assert.match(reason('workflow_run', run('success'), { results: ['failure'] }) ?? '', /Results/);
    assert.match(reason('workflow_run', run('skipped'), { results: ['failure', 'success'] }) ?? '', /Results/);
    assert.equal(reason('issues', { action: 'closed', issue: { title: 'x' } }, { results: ['failure'] }), 'accepted');
    assert.equal(
      reason('pull_request_review', { action: 'submitted', review: { state: 'approved' } }, { results: ['failure'] }),
      'accepted',
    );
  });

  it('hold back by severity', () => {
    const alert = (severity: string) => ({ action: 'created', alert: { security_advisory: { severity } } });
    assert.equal(reason('dependabot_alert', alert('critical'), { severities: ['critical', 'high'] }), 'accepted');
    assert.match(reason('dependabot_alert', alert('low'), { severities: ['critical', 'high'] }) ?? '', /Severity/);
  });
});

/** `value` without the fields that `seed` leads to: each number chooses a field, of it the next one, and so on. */
function without(value: unknown, [step, ...further]: number[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || step === undefined) return value;
  const names = Object.keys(value);
  const chosen = names[step % Math.max(names.length, 1)];
  const entries = Object.entries(value).flatMap(([name, one]) => {
    if (name !== chosen) return [[name, one] as const];
    return further.length === 0 ? [] : [[name, without(one, further)] as const];
  });
  return Object.fromEntries(entries);
}
