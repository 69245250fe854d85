import assert from 'node:assert/strict';
import type { Message, Notification } from './notification.ts';
import { readPayload } from './read-payload.ts';
import { NEW_MESSAGE } from './summary.ts';

function read(value: unknown): Notification {
  const result = readPayload(value);
  if (!result.ok) assert.fail(result.detail);
  return result.notification;
}

function readMessage(value: unknown): Message {
  const content = read(value).contents[0];
  if (content?.kind !== 'message') assert.fail('no message');
  return content;
}

function refusal(value: unknown): { reason: string; detail: string } {
  const result = readPayload(value);
  if (result.ok) assert.fail(`accepted: ${JSON.stringify(value).slice(0, 200)}`);
  return result;
}

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
const card = { type: 'AdaptiveCard', version: '1.2', body: [{ type: 'TextBlock', text: 'Hello' }] };
const attach = (content: unknown, contentType: unknown = ADAPTIVE) => ({
  type: 'message',
  attachments: [{ contentType, content }],
});

describe('readPayload', () => {
  it('reads a text, with or without a title', () => {
    assert.deepEqual(read({ text: 'Hello' }), {
      contents: [{ kind: 'message', text: 'Hello', sections: [], actions: [] }],
      summary: 'Hello',
    });
    assert.equal(readMessage({ title: 'T', text: 'Hello' }).title, 'T');
  });

  it('reads every field of a MessageCard', () => {
    const message = readMessage({
      '@type': 'MessageCard',
      '@context': 'http://schema.org/extensions',
      summary: 'Sum',
      themeColor: '0076D7',
      title: 'Title',
      text: 'Text',
      sections: [
        {
          title: 'S',
          startGroup: true,
          activityImage: 'https://a.example/i.png',
          activityTitle: 'AT',
          activitySubtitle: 'AS',
          activityText: 'AX',
          heroImage: { image: 'https://a.example/h.png', title: 'Hero' },
          text: 'ST',
          facts: [{ name: 'N', value: 'V' }],
          images: [{ image: 'https://a.example/1.png', title: 'One' }],
          potentialAction: [{ '@type': 'HttpPOST', name: 'Do', target: 'https://a.example' }],
        },
      ],
      potentialAction: [{ '@type': 'OpenUri', name: 'Open', targets: [{ os: 'default', uri: 'https://a.example/' }] }],
    });
    assert.deepEqual(message, {
      kind: 'message',
      title: 'Title',
      text: 'Text',
      tone: '#0076d7',
      sections: [
        {
          title: 'S',
          activity: { image: { url: 'https://a.example/i.png', round: true }, title: 'AT', subtitle: 'AS', text: 'AX' },
          heroImage: { url: 'https://a.example/h.png', alt: 'Hero' },
          text: 'ST',
          facts: [{ name: 'N', value: 'V' }],
          images: [{ url: 'https://a.example/1.png', alt: 'One' }],
          actions: [{ kind: 'unsupported', title: 'Do', type: 'HttpPOST' }],
        },
      ],
      actions: [{ kind: 'open', title: 'Open', url: 'https://a.example/' }],
    });
  });

  it('takes property names in any case at every depth; of two, the last counts', () => {
    const message = readMessage({
      TEXT: 'first',
      Text: 'last',
      SECTIONS: [{ Facts: [{ NAME: 'n', Value: 'v' }], ActivityTitle: 'a' }],
      PotentialAction: [{ '@Type': 'openuri', Name: 'o', Targets: [{ OS: 'Default', URI: 'https://a.example' }] }],
    });
    assert.equal(message.text, 'last');
    assert.deepEqual(message.sections[0]?.facts, [{ name: 'n', value: 'v' }]);
    assert.deepEqual(message.actions, [{ kind: 'open', title: 'o', url: 'https://a.example' }]);
  });

  it('takes null for any list or string, also within lists', () => {
    const message = readMessage({
      text: 'x',
      title: null,
      themeColor: null,
      potentialAction: null,
      sections: [null, { facts: null, images: [null], text: null, activityTitle: 'a', potentialAction: [null] }],
    });
    assert.equal(message.sections.length, 1);
    assert.deepEqual(message.actions, []);
  });

  it('takes one object where a list is expected, and scalars for strings', () => {
    const message = readMessage({
      text: 5,
      sections: { facts: { name: 'n', value: true } },
      potentialAction: { '@type': 'ViewAction', name: 'v', target: 'https://a.example' },
    });
    assert.equal(message.text, '5');
    assert.deepEqual(message.sections[0]?.facts, [{ name: 'n', value: 'true' }]);
    assert.equal(message.actions[0]?.kind, 'open');
  });

  it('reads colours in all their forms and ignores what is none', () => {
    const tone = (themeColor: unknown) => readMessage({ text: 'x', themeColor }).tone;
    assert.equal(tone('#FF0000'), '#ff0000');
    assert.equal(tone('f00'), '#ff0000');
    assert.equal(tone('80ff0000'), '#ff0000');
    for (const none of ['red', '', '#12', 'ff00000', 'javascript:', 12]) assert.equal(tone(none), undefined);
  });

  it('takes texts of a section with markdown false as HTML, also when false is a string', () => {
    for (const markdown of [false, 'false', 'False']) {
      assert.equal(readMessage({ text: 'x', sections: [{ markdown, text: '*a*' }] }).sections[0]?.text, '\\*a\\*');
    }
    for (const markdown of [true, 'true', undefined, null]) {
      assert.equal(readMessage({ text: 'x', sections: [{ markdown, text: '*a*' }] }).sections[0]?.text, '*a*');
    }
  });

  it('opens the first fitting target, only http and https', () => {
    const action = (...targets: unknown[]) =>
      readMessage({ text: 'x', potentialAction: [{ '@type': 'OpenUri', name: 'o', targets }] }).actions[0];
    const open = (url: string) => ({ kind: 'open', title: 'o', url });
    assert.deepEqual(
      action({ os: 'iOS', uri: 'https://i.example' }, { os: 'default', uri: 'https://d.example' }),
      open('https://d.example'),
    );
    assert.deepEqual(
      action({ os: 'default', uri: 'app://x' }, { os: 'iOS', uri: 'https://i.example' }),
      open('https://i.example'),
    );
    const named = { '@type': 'OpenUri', name: 'o', target: 'https://t.example' };
    assert.deepEqual(readMessage({ text: 'x', potentialAction: named }).actions, [open('https://t.example')]);
  });

  it('says the address of a button that Teams can never open', () => {
    const action = (...targets: unknown[]) =>
      readMessage({ text: 'x', potentialAction: [{ '@type': 'OpenUri', name: 'o', targets }] }).actions[0];
    const unopenable = (address: string) => ({ kind: 'unopenable', title: 'o', address });
    assert.deepEqual(action({ os: 'default', uri: 'localsystem://id432' }), unopenable('localsystem://id432'));
    assert.deepEqual(action({ os: 'default', uri: 'jenkins:8080/job/1\u202e' }), unopenable('jenkins:8080/job/1'));
    assert.deepEqual(action(), unopenable(''));
    for (const none of ['javascript:alert(1)', ' data:image/png;base64,AAAA'])
      assert.deepEqual(action({ os: 'default', uri: none }), unopenable(''));
    const long = action({ os: 'default', uri: `x:${'a'.repeat(10_000)}` });
    assert.ok(long?.kind === 'unopenable' && long.address.length <= 300);
    const view = { '@type': 'ViewAction', name: 'v', target: ['tel:12'] };
    const viewed = readMessage({ text: 'x', potentialAction: view }).actions;
    assert.deepEqual(viewed, [{ kind: 'unopenable', title: 'v', address: 'tel:12' }]);
  });

  it('keeps the links inside an ActionCard, and names it where there is more to it', () => {
    const link = (name: string) => ({
      '@type': 'OpenUri',
      name,
      targets: [{ os: 'default', uri: 'https://a.example' }],
    });
    const actions = (...inner: unknown[]) =>
      readMessage({ text: 'x', potentialAction: [{ '@type': 'ActionCard', name: 'More', actions: inner }] }).actions;
    const open = (title: string) => ({ kind: 'open', title, url: 'https://a.example' });
    const unsupported = { kind: 'unsupported', title: 'More', type: 'ActionCard' };
    assert.deepEqual(actions(link('A'), link('')), [open('A'), open('More')]);
    assert.deepEqual(actions(link('A'), { '@type': 'HttpPOST', name: 'B' }), [open('A'), unsupported]);
    assert.deepEqual(actions(), [unsupported]);
    const many = readMessage({
      text: 'x',
      potentialAction: Array.from({ length: 40 }, () => ({ '@type': 'ActionCard', actions: [link('A'), link('B')] })),
    });
    assert.deepEqual([many.actions.length, many.moreActions], [50, 30]);
  });

  it('keeps actions it cannot offer, in order, as unsupported', () => {
    const types = ['HttpPOST', 'ActionCard', 'InvokeAddInCommand', 'Whatever', ''];
    const potentialAction = types.map(type => ({ '@type': type, name: `${type} name` }));
    assert.deepEqual(
      readMessage({ text: 'x', potentialAction }).actions.map(action => action.kind),
      types.map(() => 'unsupported'),
    );
  });

  it('asks for summary or text where there is neither', () => {
    const bodies = [
      {},
      { title: 'only' },
      { text: '' },
      { text: '  ' },
      { summary: null },
      { '@type': 'MessageCard', sections: [{ text: 'x' }] },
      { type: 'message', attachments: [] },
      { type: 'message', attachments: null },
      { attachments: [null] },
      { ref: 'refs/heads/main', commits: [], repository: { id: 1 }, sender: {} },
      { zen: 'x', hook_id: 1, hook: {} },
      JSON.parse('{"__proto__": {"text": "x"}, "constructor": {"text": "y"}}'),
    ];
    for (const body of bodies) assert.equal(refusal(body).reason, 'summary-or-text-required', JSON.stringify(body));
  });

  it('refuses what is no card, and names the field', () => {
    const bodies: [unknown, RegExp][] = [
      [[], /body.*nothing/],
      ['x', /string/],
      [5, /number/],
      [null, /null/],
      [undefined, /missing/],
      [{ text: {} }, /text/],
      [{ text: ['x'] }, /text/],
      [{ summary: [] }, /summary/],
      [{ text: 'x', title: {} }, /title/],
      [{ text: 'x', sections: 'y' }, /sections/],
      [{ text: 'x', sections: ['y'] }, /sections\[0\]/],
      [{ text: 'x', sections: [{ facts: [{ name: {} }] }] }, /sections\[0\]\.facts\[0\]\.name/],
      [{ text: 'x', potentialAction: [3] }, /potentialAction\[0\]/],
      [{ text: 'x', attachments: 'y' }, /attachments/],
      [{ attachments: [{ color: 'danger', text: 'slack' }] }, /contentType is missing/],
      [{ attachments: ['x'] }, /attachments\[0\]/],
      [attach({ text: 'x' }, 'text/html'), /text\/html/],
      [[attach(card), attach(card)], /body\[0\]/],
      [[{ text: 'x' }], /body\[0\]/],
      [[1], /body\[0\]/],
      [[null], /body.*nothing/],
      [[[card]], /body\[0\]/],
      [attach({ ...card, type: 'daptiveCard' }), /daptiveCard/],
      [attach({ type: 'AdaptiveCard', body: {} }), /content\.body/],
      [attach(null), /content/],
      [attach('not json'), /JSON/],
      [attach('[]'), /list/],
      [{ type: 'AdaptiveCard', body: 'x' }, /body/],
    ];
    for (const [body, detail] of bodies) {
      const refused = refusal(body);
      assert.equal(refused.reason, 'bad-payload', JSON.stringify(body));
      assert.match(refused.detail, detail);
    }
  });

  it('refuses what is nested too deeply, however deep', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = level % 2 === 0 ? [deep] : { items: deep };
    assert.match(refusal({ text: 'x', sections: deep }).detail, /nested/);
    assert.match(refusal({ type: 'AdaptiveCard', body: [deep] }).detail, /nested/);
    const text = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    assert.equal(refusal(attach(text)).reason, 'bad-payload');
  });

  it('reads Adaptive Cards: bare, attached, several, and as a string of JSON', () => {
    for (const body of [card, attach(card), attach(JSON.stringify(card)), attach(card, ADAPTIVE.toUpperCase())]) {
      const notification = read(body);
      assert.equal(notification.contents[0]?.kind, 'card');
      assert.equal(notification.summary, 'Hello');
    }
    const two = { type: 'message', attachments: [...attach(card).attachments, ...attach(card).attachments] };
    assert.equal(read(two).contents.length, 2);
  });

  it('puts the text of a message above its cards and takes its summary', () => {
    const notification = read({ ...attach(card), text: 'Above', summary: 'S' });
    assert.deepEqual(
      notification.contents.map(content => content.kind),
      ['message', 'card'],
    );
    assert.equal(notification.summary, 'S');
  });

  it('counts attachments beyond ten', () => {
    const attachments = Array.from({ length: 12 }, () => attach(card).attachments[0]);
    const notification = read({ type: 'message', attachments });
    assert.equal(notification.contents.length, 10);
    assert.equal(notification.moreContents, 2);
  });

  it('reads hero and thumbnail cards and connector cards as attachments', () => {
    const bot = {
      title: 'T',
      subtitle: 'S',
      text: '<b>X</b>',
      images: [{ url: 'https://a.example/i.png', alt: 'A' }],
      buttons: [
        { type: 'openUrl', title: 'Open', value: 'https://a.example' },
        { type: 'imBack', title: 'Say', value: 'hi' },
      ],
    };
    const hero = readMessage(attach(bot, 'application/vnd.microsoft.card.hero'));
    assert.equal(hero.sections[0]?.heroImage?.alt, 'A');
    assert.equal(hero.sections[0]?.text, '**X**');
    assert.deepEqual(
      hero.actions.map(action => action.kind),
      ['open', 'unsupported'],
    );
    const thumbnail = readMessage(attach(bot, 'application/vnd.microsoft.card.thumbnail'));
    assert.equal(thumbnail.sections[0]?.activity?.image?.url, 'https://a.example/i.png');
    assert.equal(thumbnail.sections[0]?.activity?.text, '**X**');
    const connector = readMessage(attach({ Text: 'x' }, 'application/vnd.microsoft.teams.card.o365connector'));
    assert.equal(connector.text, 'x');
    assert.equal(refusal(attach({}, 'application/vnd.microsoft.card.hero')).reason, 'bad-payload');
  });

  it('finds a summary: given, title, text, first words, and never none', () => {
    const summary = (body: unknown) => read(body).summary;
    assert.equal(summary({ summary: 'S', title: 'T', text: 'x' }), 'S');
    assert.equal(summary({ title: '**T**', text: 'x' }), 'T');
    assert.equal(summary({ summary: 'one\ntwo\n\n- three' }), 'one two three');
    assert.equal(summary({ text: '✅', sections: [{ text: 'Deployed' }] }), 'Deployed');
    assert.equal(summary({ text: '✅' }), '✅');
    assert.equal(summary({ text: 'one\n\n[two](https://a.example)' }), 'one two');
    assert.equal(summary({ text: 'x'.repeat(500) }).length, 200);
    const link = [{ type: 'Image', url: 'https://a.example/i.png' }];
    assert.equal(summary({ type: 'AdaptiveCard', body: link }), NEW_MESSAGE);
  });

  it('takes the summary of a card from what it says of itself, its texts, its facts, or whatever else has words', () => {
    const summary = (body: unknown[], more = {}) => read({ type: 'AdaptiveCard', body, ...more }).summary;
    const [hello] = card.body;
    const facts = {
      type: 'FactSet',
      facts: [
        { title: 'Alert:', value: 'Disk full on **db-1**' },
        { title: 'Severity', value: 'critical' },
      ],
    };
    const rich = (...inlines: unknown[]) => ({ type: 'RichTextBlock', inlines });
    const image = { type: 'Image', url: 'https://a.example/i.png', altText: 'A graph' };
    assert.equal(summary([hello], { fallbackText: 'F' }), 'F');
    assert.equal(summary([hello], { fallbackText: 'This card requires Adaptive Cards v1.2 support.' }), 'Hello');
    for (const speak of ['<speak version="1.0">Hi</speak>', 'true', 'Hi'])
      assert.equal(summary([hello], { speak }), 'Hello');
    assert.equal(summary([{ type: 'Container', items: [image, facts, hello] }]), 'Hello');
    assert.equal(summary([facts]), 'Alert: Disk full on db-1');
    assert.equal(
      summary([rich('Deploy of ', { type: 'TextRun', text: 'pay_*ments' }, ' failed')]),
      'Deploy of pay_*ments failed',
    );
    assert.equal(
      summary([
        { ...hello, isVisible: false },
        { ...hello, text: 'Shown' },
      ]),
      'Shown',
    );
    assert.equal(summary([{ ...hello, text: '🔥' }, hello]), 'Hello');
    assert.equal(summary([image]), 'A graph');
    const actions = [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://a.example' }];
    assert.equal(summary([], { actions }), 'Open');
  });

  it('cuts a summary at a word, and never for its line breaks', () => {
    const summary = (text: string) => read({ text }).summary;
    const words = Array.from({ length: 100 }, (_, index) => `word${index}`);
    const cut = summary(words.join('\n'));
    assert.ok(cut.length <= 200 && cut.length > 180, cut);
    const last = cut.slice(0, -1).split(' ').at(-1) ?? '';
    assert.ok(cut.endsWith('…') && words.includes(last), cut);
    const short = words.slice(0, 25).join('\n');
    assert.equal(summary(short), words.slice(0, 25).join(' '));
  });

  it('knows cards by what they contain, whatever stands around them', () => {
    const bodies: [name: string, body: unknown][] = [
      ['without contentType', { type: 'message', attachments: [{ content: card }] }],
      ['contentType object', { attachments: [{ contentType: 'object', content: card }] }],
      ['contentType of something else', attach(card, 'text/html')],
      ['a MessageCard\u2019s contentType', attach(card, 'application/vnd.microsoft.teams.card.o365connector')],
      ['contentType with parameters', attach(card, `${ADAPTIVE}; charset=utf-8`)],
      ['cards as attachments', { type: 'message', attachments: [card] }],
      ['one attachment that is no list', { type: 'message', attachments: card }],
      ['attachments as JSON', { type: 'message', attachments: [JSON.stringify(card)] }],
      ['a list of cards', [card]],
      ['a list of attachments', attach(card).attachments],
      ['attachments of a card', { ...attach(card), type: 'AdaptiveCard' }],
    ];
    for (const [name, body] of bodies) {
      const { contents, summary } = read(body);
      assert.deepEqual([contents.map(({ kind }) => kind), summary], [['card'], 'Hello'], name);
    }
    assert.equal(read([card, card]).contents.length, 2);
    assert.equal(read({ ...card, attachments: [{ content: card }] }).contents.length, 2);
    const connector = { '@type': 'MessageCard', text: 'x' };
    assert.equal(readMessage([connector]).text, 'x');
    assert.equal(readMessage({ attachments: [{ content: connector }] }).text, 'x');
  });

  it('refuses what shows nothing', () => {
    const blocks = (...body: unknown[]) => ({ type: 'AdaptiveCard', body });
    const empty: unknown[] = [
      blocks(),
      blocks({ type: 'TextBlock', text: '' }),
      blocks({ type: 'TextBlock', text: ' \u200b\u2060\n' }),
      blocks({ type: 'Container', items: [{ type: 'FactSet', facts: [] }] }),
      blocks({ type: 'ColumnSet', columns: [{ type: 'Column', items: [] }] }),
      blocks({ type: 'RichTextBlock', inlines: [' ', { type: 'TextRun', text: '' }] }),
      blocks({ type: 'TextBlock', text: 'x', isVisible: false }),
    ];
    for (const card of empty) {
      assert.equal(refusal(card).reason, 'bad-payload', JSON.stringify(card));
      assert.equal(refusal(attach(card)).reason, 'bad-payload', JSON.stringify(card));
    }
    assert.match(refusal(blocks()).detail, /nothing/);
    for (const text of ['<br>', '<!-- x -->', '\u200b', '&nbsp;'])
      assert.equal(refusal({ text }).reason, 'summary-or-text-required', text);
    assert.match(refusal(blocks({ type: 'Nonsense', x: 1 })).detail, /Nonsense/);
    const actions = [{ type: 'Action.Submit', title: 'Approve' }];
    assert.match(refusal(attach({ ...blocks(), actions })).detail, /Approve/);
    // Beside something else, an empty card costs nothing.
    const both = read({ type: 'message', attachments: [{ content: blocks() }, { content: card }] });
    assert.equal(both.contents.length, 1);
    // One that has lost everything says so there.
    const lost = read({ attachments: [{ content: card }, { content: blocks({ type: 'Nonsense' }) }] }).contents[1];
    assert.ok(lost?.kind === 'card' && lost.removedElements?.includes('Nonsense'));
  });

  it('keeps mentions in any text, and whom the sender means by them', () => {
    const entity = (name: string, mentioned: object) => ({ type: 'mention', text: `<at>${name}</at>`, mentioned });
    const notification = read({
      type: 'message',
      text: 'Hey <at>Dana *S*</at> and **<at id="0">Ben</at>**',
      sections: [{ facts: [{ name: 'On call', value: '<at>on.call_1@contoso.example</at>' }] }],
      entities: [
        entity('Dana *S*', { id: 'dana@contoso.example', name: 'Dana S' }),
        { type: 'mention', text: '<at id="0">Ben</at>', mentioned: { id: 'b', name: 'Ben' } },
        entity('General', { id: '19:abc@thread.tacv2', name: 'General' }),
        entity('Team', { id: 't', name: 'Team', type: 'team' }),
        { type: 'clientInfo' },
      ],
    });
    const [message] = notification.contents;
    assert.ok(message?.kind === 'message');
    assert.equal(message.text, 'Hey <at>Dana *S*</at> and **<at>Ben</at>**');
    assert.equal(message.sections[0]?.facts[0]?.value, '<at>on.call_1@contoso.example</at>');
    assert.equal(notification.summary, 'Hey Dana *S* and Ben');
    assert.deepEqual(notification.mentions, [
      { text: '<at>Dana *S*</at>', id: 'dana@contoso.example', name: 'Dana S' },
      { text: '<at>Ben</at>', id: 'b', name: 'Ben' },
    ]);
    const asInCards = read({ text: '<at>Eve</at>', msTeams: { entities: [entity('Eve', { id: 'e', name: 'Eve' })] } });
    assert.deepEqual(asInCards.mentions, [{ text: '<at>Eve</at>', id: 'e', name: 'Eve' }]);
  });

  it('shows the summary where a card has nothing else', () => {
    assert.equal(readMessage({ summary: 'Only' }).text, 'Only');
    assert.equal(readMessage({ summary: 'S', title: 'T' }).text, undefined);
  });

  it('keeps what it stores bounded, and counts what it leaves out', () => {
    const facts = Array.from({ length: 100_000 }, (_, index) => ({ name: `n${index}`, value: 'v' }));
    const notification = read({ text: 'x', sections: [{ facts }] });
    const content = notification.contents[0];
    const section = content?.kind === 'message' ? content.sections[0] : undefined;
    assert.equal((section?.facts.length ?? 0) + (section?.moreFacts ?? 0), 100_000);
    const long = {
      text: 'é'.repeat(1_000_000),
      sections: Array.from({ length: 5_000 }, () => ({ text: 'é"'.repeat(100) })),
    };
    assert.ok(Buffer.byteLength(JSON.stringify(read(long))) < 200_000);
    const blocks = Array.from({ length: 20_000 }, () => ({ type: 'TextBlock', text: 'é'.repeat(50) }));
    const big = read({ type: 'AdaptiveCard', body: blocks });
    assert.ok(Buffer.byteLength(JSON.stringify(big)) < 200_000);
    const kept = big.contents[0];
    assert.ok(kept?.kind === 'card' && Array.isArray(kept.card.body));
    assert.equal(kept.card.body.length + (kept.moreElements ?? 0), 20_000);
  });
});
