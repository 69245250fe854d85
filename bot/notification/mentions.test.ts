import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertLinear } from '../../test/support/linear.ts';
import { addressesIn, convertAroundMentions, MAX_MENTIONED, mentionPeople, readMentions } from './mentions.ts';
import type { JsonObject, Notification } from './notification.ts';

const block = (text: string): JsonObject => ({ type: 'TextBlock', text });
const cardOf = (...body: JsonObject[]): JsonObject => ({ type: 'AdaptiveCard', version: '1.5', body });
const entity = (name: string, id = name) => ({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } });
const people = new Map([['ada@contoso.example', { id: 'a1', name: 'Ada Byron' }]]);
const mentionOne = (card: JsonObject, known = people): JsonObject | undefined => mentionPeople([card], [], known)[0];

describe('mentions', () => {
  it('are of people only, at most twenty of them, each of them as often as wanted', () => {
    const kinds = [
      ...[{ type: 'person' }, { type: 'Person' }, { mentionType: 'Person' }, {}],
      ...[{ type: 'channel' }, { type: 'team' }, { type: 'tag' }, { mentionType: 'Tag' }, { type: 7 }],
    ];
    const read = readMentions(
      kinds.map((kind, index) => ({ ...entity(`P${index}`), mentioned: { id: `${index}`, ...kind } })),
    );
    assert.deepEqual(
      read.map(({ id }) => id),
      ['0', '1', '2', '3'],
    );
    assert.deepEqual(readMentions([entity('C', '19:x@thread.tacv2'), entity('B', '28:app'), entity('', 'x')]), []);
    const many = Array.from({ length: 30 }, (_, index) => entity(`P${index}`));
    assert.equal(readMentions(many).length, MAX_MENTIONED);
    assert.equal(readMentions([...many.slice(0, 20), entity('Again', 'P0')]).length, 21);
  });

  it('by address are of members whom the directory knows; all others are names', () => {
    const card = cardOf(block('<at>Ada@contoso.example</at>, <at>x_*y@contoso.example</at> and <at>Nobody</at>'));
    assert.deepEqual(mentionOne(card), {
      ...cardOf(block('<at>Ada@contoso.example</at>, x\\_\\*y@contoso.example and Nobody')),
      msteams: {
        entities: [
          { type: 'mention', text: '<at>Ada@contoso.example</at>', mentioned: { id: 'a1', name: 'Ada Byron' } },
        ],
      },
    });
  });

  it('that a card declares stay, and those of which nothing is in its texts go, since Teams refuses them', () => {
    const msteams = { width: 'Full', entities: [entity('Ben'), entity('Gone')] };
    const card = { ...cardOf(block('Hello <at>Ben</at>')), msteams };
    assert.deepEqual(mentionOne(card), { ...card, msteams: { width: 'Full', entities: [entity('Ben')] } });
    assert.deepEqual(
      mentionOne({ ...cardOf(block('Hello')), msteams: { entities: [entity('Gone')] } }),
      cardOf(block('Hello')),
    );
  });

  it('are twenty people in all the cards of a post', () => {
    const cards = Array.from({ length: 30 }, (_, index) => ({
      ...cardOf(block(`<at>P${index}</at>`)),
      msteams: { entities: [entity(`P${index}`)] },
    }));
    const shown = mentionPeople(cards, [], people);
    assert.equal(shown.filter(({ msteams }) => msteams !== undefined).length, MAX_MENTIONED);
    assert.deepEqual(shown.at(-1), cardOf(block('P29')));
  });

  it('leave nothing of one that was cut', () => {
    assert.deepEqual(mentionOne(cardOf(block('Hello <at>Ad…'))), cardOf(block('Hello Ad…')));
  });

  it('are asked for once each, none that the sender declares', () => {
    const texts = ['<at>a@b.example</at> <at>A@B.example</at>', '<at>Name</at> <at>c@d.example</at> <at>@</at>'];
    const notification: Notification = {
      summary: 's',
      mentions: [{ text: '<at>c@d.example</at>', id: 'c', name: 'C' }],
      contents: texts.map(text => ({ kind: 'message', text, sections: [], actions: [] })),
    };
    assert.deepEqual(addressesIn(notification), ['a@b.example']);
    const many = Array.from({ length: 100 }, (_, index) => `<at>p${index}@b.example</at>`).join(' ');
    const contents = [{ kind: 'message' as const, text: many, sections: [], actions: [] }];
    assert.equal(addressesIn({ summary: 's', contents }).length, MAX_MENTIONED);
  });

  it('are not seen by what converts the text around them', () => {
    const convert = (text: string) => text.replace(/<[^>]*>/g, '').toUpperCase();
    assert.equal(convertAroundMentions('a <AT id="1">b\n c</AT> <b>d</b>', convert), 'A <at>b c</at> D');
    assert.equal(
      convertAroundMentions('\ue000\ue001 <at>b</at>', text => text),
      ' <at>b</at>',
    );
  });

  it('whatever the texts are, are declared exactly where they stand', () => {
    const piece = fc.constantFrom(
      '<at>',
      '</at>',
      '<at>Ada@contoso.example</at>',
      '<at>Ben</at>',
      '<at id="1">',
      'x',
      '…',
      '<',
    );
    const text = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), texts => {
        const card = { ...cardOf(...texts.map(block)), msteams: { entities: [entity('Ben')] } };
        const shown = mentionOne(card);
        const declared = JSON.stringify(shown?.msteams ?? {});
        const written = JSON.stringify(shown?.body);
        for (const at of ['<at>Ada@contoso.example</at>', '<at>Ben</at>'])
          assert.equal(declared.includes(at), written.includes(at), written);
      }),
    );
  });

  it('take time in proportion to the texts', () => {
    for (const piece of ['<at>', '<at>a', '<at>a</at>', '<at x', '<at>a@b.example</at>', '<at><at id="', 'a@'])
      assertLinear(
        piece,
        n => piece.repeat(n),
        text => {
          convertAroundMentions(text, words => words);
          mentionPeople([cardOf(block(text))], [], people);
          addressesIn({ summary: 's', contents: [{ kind: 'message', text, sections: [], actions: [] }] });
        },
        8_000,
      );
  });
});
