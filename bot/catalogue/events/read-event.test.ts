import assert from 'node:assert/strict';
import { TemplateError } from '../template/engine.ts';
import type { EventResult, EventSettings } from './read-event.ts';
import { testReadEvent, testResult } from './test-connector.ts';

const both = (text: string) => ({ en: text, fr: `${text} (fr)` });

function accepted(result: EventResult) {
  assert.ok(result.outcome === 'accepted', JSON.stringify(result));
  return result;
}
const idOf = (result: EventResult) => `${result.outcome} ${result.event}`;

describe('the event of a body', () => {
  const read = testReadEvent({
    'a-failed': { when: 'body.failed', message: { title: 'Failed' } },
    'b-passed': { on: ['Built', 'tested'], message: { title: 'Passed' } },
  });
  const event = (body: object) => idOf(read({ body, headers: {}, settings: {} }));

  it('is the first one of its key whose condition holds', () => {
    assert.equal(event({ type: 'built', failed: true }), 'accepted a-failed');
    assert.equal(event({ type: 'built' }), 'accepted b-passed');
    assert.equal(event({ type: 'tested', failed: true }), 'accepted b-passed');
  });

  it('has its key in lower case', () => assert.equal(event({ type: 'BUILT' }), 'accepted b-passed'));

  it('may lie in a header', () => {
    const byHeader = testReadEvent({ built: {} }, { event: '{{ headers["x-event"] }}' });
    const result = byHeader({ body: { title: 'a' }, headers: { 'x-event': 'Built' }, settings: {} });
    assert.equal(idOf(result), 'accepted built');
  });

  it('can be asked for in templates', () => {
    const result = accepted(testResult({ message: { title: 'It is {{ event }}' } }, {}));
    assert.equal(result.notification.summary, 'It is built');
  });
});

describe('the events that a connection wants', () => {
  const read = testReadEvent({
    loud: { on: ['loud'], default: true, message: { title: 'Loud' } },
    quiet: { on: ['quiet'], default: false, message: { title: 'Quiet' } },
    noise: { on: ['noise'], default: true, message: undefined, ignore: [{ reason: both('Mere noise.') }] },
    some: {
      on: ['some'],
      ignore: [
        { when: 'body.draft', reason: both('A draft.') },
        { when: 'body.bot', reason: both('By a bot.') },
      ],
      message: { title: 'Some' },
    },
  });
  const result = (type: string, settings: EventSettings = {}, body: object = {}) =>
    read({ body: { type, ...body }, headers: {}, settings });

  it('are those that are on by default, where it says nothing', () => {
    assert.equal(idOf(result('loud')), 'accepted loud');
    assert.deepEqual(result('quiet'), {
      outcome: 'ignored',
      event: 'quiet',
      reason: 'This event is not chosen for the connection.',
    });
  });

  it('are those that it names', () => {
    assert.equal(idOf(result('quiet', { events: ['quiet'] })), 'accepted quiet');
    assert.equal(idOf(result('loud', { events: ['quiet'] })), 'ignored loud');
    assert.equal(idOf(result('loud', { events: [] })), 'ignored loud');
  });

  it('are never those that are deliberately ignored, for the first reason that holds', () => {
    const reason = (found: EventResult) => (found.outcome === 'ignored' ? found.reason : found.outcome);
    assert.equal(reason(result('noise', { everything: true })), 'Mere noise.');
    assert.equal(reason(result('some', {}, { bot: true, draft: true })), 'A draft.');
    assert.equal(reason(result('some', {}, { bot: true })), 'By a bot.');
    assert.equal(idOf(result('some')), 'accepted some');
  });

  it('are all there are, where it wants everything; what none describes becomes a plain card', () => {
    assert.equal(idOf(result('quiet', { everything: true })), 'accepted quiet');
    const plain = accepted(
      result('party_time', { everything: true }, { title: 'Cake', html_url: 'https://a.example/1' }),
    );
    assert.equal(plain.kind, 'plain');
    assert.equal(plain.event, undefined);
    assert.equal(plain.notification.summary, 'Example: party time: Cake');
  });

  it('are not those that no event describes, where it does not', () => {
    const found = result('party');
    assert.deepEqual(found, {
      outcome: 'ignored',
      event: undefined,
      reason: 'The connector has no card for this event.',
    });
  });
});

describe('an event with nothing to show', () => {
  it('is ignored, or plain where the connection wants everything', () => {
    const event = { message: { title: '{{ body.none }}' } };
    assert.equal(testResult(event, {}).outcome, 'ignored');
    assert.equal(accepted(testResult(event, { title: 'a' }, { everything: true })).kind, 'plain');
  });
});

describe('a notification', () => {
  it('has thread, state and summary as the event says', () => {
    const event = {
      message: { title: 'Alert {{ body.id }}' },
      summary: 'Alert *{{ body.id }}*',
      thread: 'alerts/{{ body.id }}',
      state: '{{ body.state }}',
    };
    const { notification } = accepted(testResult(event, { id: 7, state: 'resolved' }));
    assert.equal(notification.threadKey, 'alerts/7');
    assert.equal(notification.state, 'resolved');
    assert.equal(notification.summary, 'Alert 7');
  });

  it('has no state but open and resolved, no empty thread, and the title as its summary', () => {
    const event = { message: { title: 'A **bold** title' }, thread: '{{ body.none }}', state: 'closed' };
    const { notification } = accepted(testResult(event, {}));
    assert.equal(notification.threadKey, undefined);
    assert.equal(notification.state, undefined);
    assert.equal(notification.summary, 'A bold title');
  });

  it('may be a whole Adaptive Card, whose strings are templates', () => {
    const card = {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', text: 'By {{ body.who }}', wrap: true }],
      actions: [{ type: 'Action.Submit', title: 'Steal' }],
    };
    const { notification } = accepted(testResult({ message: undefined, card }, { who: '*me*' }));
    const [content] = notification.contents;
    assert.ok(content?.kind === 'card');
    assert.deepEqual(content.card.body, [{ type: 'TextBlock', text: 'By \\*me\\*', wrap: true }]);
    assert.deepEqual(content.removedButtons, ['Steal']);
    assert.equal(notification.summary, 'By *me*');
  });

  it('is plain where a template comes to its limits, and says which limit', () => {
    const event = { message: { title: '{% for i in (1..100000000) %}x{% endfor %}' } };
    const result = accepted(testResult(event, { title: 'a' }));
    assert.equal(result.kind, 'plain');
    assert.match(result.problem ?? '', /limit exceeded/);
  });
});

describe('a connector with a template that cannot be read', () => {
  it('is refused, with the name of what the template belongs to', () => {
    const wrong = (event: object, given?: object) => {
      try {
        testReadEvent({ 'build-failed': event }, given);
      } catch (error) {
        assert.ok(error instanceof TemplateError);
        return error.message;
      }
      throw new assert.AssertionError({ message: 'it was accepted' });
    };
    assert.match(wrong({ message: { title: '{{ body | shout }}' } }), /^build-failed: \{\{ body \| shout \}\}: /);
    assert.match(wrong({ when: 'body.a =' }), /^build-failed: body\.a =/);
    assert.match(wrong({}, { variables: { actor: 'body | shout' } }), /^actor: /);
    assert.match(wrong({}, { event: '{{ body' }), /^event: /);
    assert.match(
      wrong({}, { settings: [{ id: 'branches', type: 'patterns', label: both('Branches'), on: '{{ body' }] }),
      /^settings: /,
    );
  });
});
