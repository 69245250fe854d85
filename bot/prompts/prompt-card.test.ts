import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cardViolations } from '../../playground/connector/adaptive-card.ts';
import { expectGolden } from '../../test/expect-golden.ts';
import type { Notification } from '../notification/notification.ts';
import { continuedCard, type Prompt, promptCard } from './prompt-card.ts';
import type { PromptedConnection } from './prompted-connection.ts';

const start = Date.UTC(2026, 10, 1, 9);
const deadline = Date.UTC(2026, 11, 1, 9);
const languages = ['en', 'fr'] as const;

const connection = (name: string, changes: Partial<PromptedConnection> = {}): PromptedConnection => ({
  id: name,
  name,
  createdBy: null,
  status: 'attention-required',
  open: [{ reason: 'transition', since: start, deadline, detail: null }],
  endsAt: deadline,
  wait: null,
  refusedCalls: 0,
  lastCalls: [{ at: start, address: '10.1.2.3', userAgent: 'Jenkins/2.452' }],
  ...changes,
});
const waiting = { status: 'waiting-for-first-message' as const, open: [], wait: 'covered' as const };
const done = { status: 'up-to-date' as const, open: [], lastCalls: [] };
const expired = { status: 'expired' as const, refusedCalls: 12 };

const prompt = (connections: PromptedConnection[], changes: Partial<Prompt> = {}): Prompt => ({
  connections,
  people: [
    { id: 'oid-ada', name: 'Ada Owner' },
    { id: 'oid-ben', name: 'Ben *Member*' },
  ],
  place: null,
  ...changes,
});

const leak = {
  reason: 'leaked' as const,
  since: start,
  deadline: start + 86_400_000,
  detail: 'a <at>public</at> wiki',
};
const prompts: Record<string, Prompt> = {
  'attention-required': prompt([
    connection('Build *server*'),
    connection('Leaked', { open: [leak], endsAt: leak.deadline, lastCalls: [] }),
    connection('Alerts', waiting),
    connection('Docs', done),
  ]),
  'one-connector': prompt([connection('Build server', { lastCalls: [] })], { people: [] }),
  waiting: prompt([connection('Build server', waiting), connection('Docs', done)]),
  'up-to-date': prompt([connection('Build server', done)]),
  refused: prompt([
    connection('Build server', { ...waiting, wait: 'uncovered', refusedCalls: 3 }),
    connection('Alerts', { ...waiting, wait: 'uncovered', lastCalls: [] }),
  ]),
  silent: prompt([connection('Build server', { ...waiting, wait: 'long', lastCalls: [] }), connection('Docs', done)]),
  expired: prompt([connection('Build server', expired), connection('Alerts', { ...expired, refusedCalls: 1 })]),
  imported: prompt([
    connection('Jira', { endsAt: null, open: [{ reason: 'imported', since: start, deadline, detail: null }] }),
  ]),
  'in-a-chat': prompt([connection('Build server')], { place: { channel: 'Builds', team: 'Contoso' } }),
  nothing: prompt([]),
};

function cardOf({ contents: [content] }: Notification) {
  assert.ok(content?.kind === 'card');
  assert.deepEqual(cardViolations(content.card), []);
  return content.card;
}

describe('the card of a prompt', () => {
  for (const language of languages) {
    for (const [name, about] of Object.entries(prompts))
      it(`as ever: ${name} (${language})`, () => {
        const notification = promptCard(about, language);
        const card = cardOf(notification);
        expectGolden(import.meta.dirname, `${name}.${language}`, { summary: notification.summary, card });
      });

    it(`that a newer one goes on with has no buttons (${language})`, () => {
      const card = cardOf(continuedCard(language));
      expectGolden(import.meta.dirname, `continued.${language}`, card);
    });
  }

  it('names twenty connectors at most, the most urgent first, and counts the others', () => {
    const many = Array.from({ length: 60 }, (_, index) => connection(`Connector ${index}`));
    const text = JSON.stringify(promptCard(prompt([...many, connection('Late', expired)]), 'en'));
    assert.equal(text.match(/\*\*/g)?.length, 40);
    assert.match(text, /\*\*Late\*\*.*\*\*Connector 0\*\*/);
    assert.match(text, /… and 41 more connectors/);
  });

  it('mentions each person once, by a text that stands in the card, and tells namesakes apart', () => {
    const people = ['Ada', 'Ada', 'x_y`', '<>', null].map((name, index) => ({ id: String(index), name }));
    const card = JSON.stringify(cardOf(promptCard(prompt([connection('a')], { people }), 'en')));
    for (const text of ['<at>Ada</at>', '<at>Ada (2)</at>', '<at>x y</at>'])
      assert.equal(card.split(text).length, 3, `${text} stands in the line and in its mention`);
    assert.match(card, /2 more owners/);
  });

  it('holds nothing of a webhook URL, and lets nobody write mentions, functions or markup into it', () => {
    const token = 'A'.repeat(43);
    const url = `https://connectors.example/w/${token}`;
    const nasty = fc.constantFrom(
      url,
      `see ${url}`,
      '{{DATE(now)}}',
      '<at>Ada Owner</at>',
      '**x** [y](http://z)',
      '\n# h',
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, (name, detail, userAgent) => {
        const open = [{ ...leak, detail }];
        const lastCalls = [{ at: start, address: userAgent, userAgent }];
        const notification = promptCard(prompt([connection(name, { open, lastCalls })]), 'en');
        assert.ok(!JSON.stringify(notification).includes(token));
        const body = JSON.stringify(cardOf(notification).body);
        assert.ok(!body.includes('{{DATE(now'));
        assert.equal(body.split('<at>Ada Owner</at>').length, 2, 'the one mention is ours');
        assert.doesNotMatch(body, /(?<!\\)\]\(http/);
      }),
      { numRuns: 60 },
    );
  });
});
