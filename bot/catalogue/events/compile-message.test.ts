import assert from 'node:assert/strict';
import type { Message } from '../../notification/notification.ts';
import { testReadEvent } from './test-connector.ts';

function made(message: object, body: object, language: 'en' | 'fr' = 'en'): Message {
  const read = testReadEvent({ built: { message: { title: 'Title', ...message } } }, {}, language);
  const result = read({ body: { type: 'built', ...body }, headers: {}, settings: {} });
  assert.ok(result.outcome === 'accepted' && result.kind === 'own', JSON.stringify(result));
  const [content] = result.notification.contents;
  assert.ok(content?.kind === 'message');
  return content;
}
const factsOf = (message: Message) => message.sections[0]?.facts.map(({ name, value }) => `${name}: ${value}`);

describe('a message', () => {
  it('is made field by field', () => {
    const message = made(
      {
        title: '{{ body.who }} built {{ body.what }}',
        text: '{{ body.why | markdown }}',
        tone: '{{ body.tone }}',
        activity: { image: '{{ body.picture }}', title: '{{ body.who }}', text: 'today' },
        facts: [{ name: 'Branch', value: '{{ body.branch }}' }],
        images: [{ url: '{{ body.picture }}', alt: 'Chart' }],
        actions: [{ title: 'Open', url: '{{ body.url }}' }],
        sections: [{ title: 'More', text: 'text' }],
      },
      {
        who: 'Nadia',
        what: 'web',
        why: '**so**',
        tone: 'good',
        branch: 'main',
        picture: 'https://a.example/p.png',
        url: 'https://a.example',
      },
    );
    assert.deepEqual(message, {
      kind: 'message',
      title: 'Nadia built web',
      text: '**so**',
      tone: 'good',
      sections: [
        {
          activity: { image: { url: 'https://a.example/p.png', round: true }, title: 'Nadia', text: 'today' },
          facts: [{ name: 'Branch', value: 'main' }],
          images: [{ url: 'https://a.example/p.png', alt: 'Chart' }],
          actions: [],
        },
        { title: 'More', text: 'text', facts: [], images: [], actions: [] },
      ],
      actions: [{ kind: 'open', title: 'Open', url: 'https://a.example' }],
    });
  });

  it('has no field that turns out empty', () => {
    const message = made(
      {
        text: '{{ body.none }}',
        tone: '{{ body.none }}',
        activity: { image: 'https://a.example/p.png', title: '{{ body.none }}' },
        list: [{ each: 'body.none', text: 'x' }],
        facts: [{ name: 'Branch', value: ' {{ body.none }} ' }],
        images: [{ url: '{{ body.none }}' }],
        actions: [{ title: 'Open', url: '{{ body.none }}' }],
      },
      {},
    );
    assert.deepEqual(message, { kind: 'message', title: 'Title', sections: [], actions: [] });
  });

  it('has its words in the language', () => {
    const facts = [{ name: { en: 'Branch', fr: 'Branche' }, value: 'main' }];
    assert.deepEqual(factsOf(made({ facts }, {}, 'fr')), ['Branche: main']);
    assert.deepEqual(factsOf(made({ facts }, {})), ['Branch: main']);
  });

  it('has a title of one line, without gaps where something is missing', () =>
    assert.equal(
      made({ title: 'Nadia {{ body.none }} built\n{{ body.what }}' }, { what: 'a\n  b' }).title,
      'Nadia built a b',
    ));

  it('has a tone only where it is one', () => {
    assert.equal(made({ tone: '{{ body.c }}' }, { c: '#0a1B2c' }).tone, '#0a1B2c');
    for (const c of ['red', '#12345', '#1234567', 'Good', 'javascript:'])
      assert.equal(made({ tone: '{{ body.c }}' }, { c }).tone, undefined);
  });

  it('leads only to http and https', () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'mailto:a@a.example', '/relative', 'ftp://a.example'])
      assert.deepEqual(made({ actions: [{ title: 'Open', url: '{{ body.url }}' }] }, { url }).actions, []);
    assert.deepEqual(made({ images: [{ url: '{{ body.url }}' }] }, { url: 'data:image/svg+xml,<svg/>' }).sections, []);
  });
});

describe('each', () => {
  it('makes one for each item of a list, by its name', () =>
    assert.deepEqual(
      factsOf(
        made(
          { facts: [{ each: 'body.list', as: 'one', name: '{{ one.n }}', value: '{{ index }}' }] },
          { list: [{ n: 'a' }, { n: 'b' }] },
        ),
      ),
      ['a: 0', 'b: 1'],
    ));

  it('calls the item "item" where it has no name', () =>
    assert.deepEqual(
      factsOf(made({ facts: [{ each: 'body.list', name: 'n', value: '{{ item }}' }] }, { list: ['a'] })),
      ['n: a'],
    ));

  it('goes through the entries of an object', () =>
    assert.deepEqual(
      factsOf(
        made(
          { facts: [{ each: 'body.map', name: '{{ item.key }}', value: '{{ item.value }}' }] },
          { map: { a: 1, b: 2 } },
        ),
      ),
      ['a: 1', 'b: 2'],
    ));

  it('takes what a filter makes of a list, and only what the condition holds for', () => {
    const facts = [{ each: 'body.list | reverse', as: 'one', when: 'one != "b"', name: 'n', value: '{{ one }}' }];
    assert.deepEqual(factsOf(made({ facts }, { list: ['a', 'b', 'c'] })), ['n: c', 'n: a']);
  });

  it('makes ten at most, or as many as it says, and counts the rest', () => {
    const list = Array.from({ length: 25 }, (_, index) => index);
    const message = made({ facts: [{ each: 'body.list', name: 'n', value: '{{ item }}' }] }, { list });
    assert.equal(message.sections[0]?.facts.length, 10);
    assert.equal(message.sections[0]?.moreFacts, 15);
    assert.equal(
      made({ list: [{ each: 'body.list', limit: 2, text: '{{ item }}' }] }, { list }).text,
      '- 0\n- 1\n- … +23',
    );
  });

  it('makes nothing of what is no list', () => {
    for (const list of [undefined, null, 'text', 5, true, []])
      assert.deepEqual(made({ facts: [{ each: 'body.list', name: 'n', value: 'x' }] }, { list }).sections, []);
  });

  it('leaves names from outside to be asked for, and is over with the last item', () => {
    const facts = [{ each: 'body.list', as: 'one', name: '{{ body.name }}', value: '{{ one }}' }];
    assert.equal(made({ facts, text: '{{ one }}' }, { name: 'n', list: ['a'] }).text, undefined);
    assert.deepEqual(factsOf(made({ facts }, { name: 'n', list: ['a'] })), ['n: a']);
  });

  it('makes sections with facts of their own', () => {
    const sections = [
      {
        each: 'body.hosts',
        as: 'host',
        title: '{{ host.name }}',
        facts: [{ each: 'host.disks', as: 'disk', name: '{{ disk }}', value: '{{ host.name }}' }],
      },
    ];
    const message = made({ sections }, { hosts: [{ name: 'db', disks: ['a', 'b'] }] });
    assert.deepEqual(message.sections, [
      {
        title: 'db',
        facts: [
          { name: 'a', value: 'db' },
          { name: 'b', value: 'db' },
        ],
        images: [],
        actions: [],
      },
    ]);
  });
});

describe('when', () => {
  it('leaves out what it does not hold for', () => {
    const message = {
      facts: [
        { when: 'body.a', name: 'a', value: 'x' },
        { when: 'body.b', name: 'b', value: 'x' },
      ],
      actions: [{ when: 'body.b', title: 'Open', url: 'https://a.example' }],
      activity: { when: 'body.b', title: 'who' },
    };
    assert.deepEqual(factsOf(made(message, { a: true })), ['a: x']);
    assert.equal(made(message, { a: true }).sections[0]?.activity, undefined);
    assert.equal(made(message, { b: true }).actions.length, 1);
  });
});
