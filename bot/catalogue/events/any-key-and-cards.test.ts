import assert from 'node:assert/strict';
import { descriptor } from '../format/descriptor.ts';
import { event } from '../format/event.ts';
import { compileEvents } from './read-event.ts';

const name = { en: 'Name', fr: 'Nom' };
const connector = descriptor.parse({
  id: 'example',
  publisher: 'Example',
  name,
  shortDescription: name,
  longDescription: name,
  categories: ['other'],
  body: { cap: 1024, format: 'events' },
  event: '{{ body.kind }}',
});
const read = compileEvents(
  connector,
  new Map([
    [
      'any',
      event.parse({ name, on: ['*'], when: 'body.text', default: true, message: { title: 'Any {{ body.kind }}' } }),
    ],
    ['cards', event.parse({ name, on: ['card'], default: true, cards: true, thread: '{{ body.summary }}' })],
    ['known', event.parse({ name, on: ['known'], when: 'body.shown', default: true, message: { title: 'Known' } })],
  ]),
  'en',
);
const resultOf = (body: unknown) => {
  const result = read({ body, headers: {}, settings: {} });
  return result.outcome === 'accepted' ? { event: result.event, ...result.notification } : result.outcome;
};
const eventOf = (body: unknown) => {
  const result = resultOf(body);
  return typeof result === 'string' ? result : result.event;
};

describe('an event on any key', () => {
  it('takes what no other event takes, whatever the order of the files', () => {
    assert.equal(eventOf({ kind: 'known', shown: true, text: 'x' }), 'known');
    assert.equal(eventOf({ kind: 'known', shown: false, text: 'x' }), 'any');
    assert.equal(eventOf({ kind: 'unheard-of', text: 'x' }), 'any');
    assert.equal(eventOf({ text: 'no key at all' }), 'any');
  });

  it('leaves what its own condition does not hold for', () => {
    assert.equal(eventOf({ kind: 'unheard-of' }), 'ignored');
  });
});

describe('an event whose body is a message for Teams', () => {
  it('shows a MessageCard as Incoming Webhook does, with the thread that the event gives', () => {
    const shown = resultOf({ kind: 'card', '@type': 'MessageCard', summary: 'Built', text: '**Done**' });
    assert.ok(typeof shown === 'object');
    assert.equal(shown.summary, 'Built');
    assert.equal(shown.threadKey, 'Built');
    assert.deepEqual(
      shown.contents.map(content => content.kind === 'message' && content.text),
      ['**Done**'],
    );
  });

  it('shows each of several attached cards', () => {
    const attachment = (text: string) => ({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text }] },
    });
    const shown = resultOf({ kind: 'card', type: 'message', attachments: [attachment('one'), attachment('two')] });
    assert.ok(typeof shown === 'object');
    assert.deepEqual(
      shown.contents.map(content => content.kind),
      ['card', 'card'],
    );
    assert.equal(shown.summary, 'one');
  });

  it('has nothing to show of a body that is no message', () => {
    assert.equal(eventOf({ kind: 'card', title: 'only a title' }), 'ignored');
    assert.equal(eventOf({ kind: 'card', attachments: 'none' }), 'ignored');
  });
});

describe('the format of an event', () => {
  it('asks for one of message, card and cards', () => {
    const about = { name, on: ['x'], default: true };
    assert.equal(event.safeParse({ ...about, cards: true }).success, true);
    assert.equal(event.safeParse({ ...about, cards: true, message: { title: 'x' } }).success, false);
    assert.equal(event.safeParse(about).success, false);
  });
});
