import { assertLinear } from '../../test/support/linear.ts';
import { cardTexts } from '../locales/card-texts.ts';
import { renderWithinLimit } from './limits.ts';
import { readPayload } from './read-payload.ts';

const repeat = <T>(n: number, item: (index: number) => T): T[] => Array.from({ length: n }, (_, index) => item(index));
const block = (text: string) => ({ type: 'TextBlock', text });
const card = (body: unknown[], more: object = {}) => ({ type: 'AdaptiveCard', body, ...more });
const mention = (index: number) => ({
  type: 'mention',
  text: `<at>P${index}</at>`,
  mentioned: { id: `p${index}`, name: 'P' },
});
const link = { '@type': 'OpenUri', name: 'o', targets: [{ os: 'default', uri: 'app://x' }] };

/** Each construct by itself, many times over: `n` is how often. */
const constructs: [name: string, make: (n: number) => unknown][] = [
  ['sections', n => ({ text: 'x', sections: repeat(n, index => ({ title: `t${index}`, text: 'x' })) })],
  ['facts', n => ({ text: 'x', sections: [{ facts: repeat(n, index => ({ name: `n${index}`, value: 'v' })) }] })],
  ['buttons', n => ({ text: 'x', potentialAction: repeat(n, () => link) })],
  [
    'buttons in ActionCards',
    n => ({ text: 'x', potentialAction: repeat(n, () => ({ '@type': 'ActionCard', actions: [link] })) }),
  ],
  ['targets', n => ({ text: 'x', potentialAction: [{ ...link, targets: repeat(n, () => link.targets[0]) }] })],
  ['attachments', n => ({ attachments: repeat(n, () => ({ content: card([block('x')]) })) })],
  ['cards in a list', n => repeat(n, () => card([block('x')]))],
  ['empty elements', n => card([...repeat(n, () => block(' ')), block('x')])],
  ['symbols before the first words', n => card([...repeat(n, () => block('✅')), block('x')])],
  ['runs', n => card([{ type: 'RichTextBlock', inlines: repeat(n, () => 'x') }])],
  ['facts of a card', n => card([{ type: 'FactSet', facts: repeat(n, () => ({ title: 'a', value: 'b' })) }])],
  [
    'entities of a card',
    n =>
      card([block(repeat(n, index => `<at>P${index}</at>`).join(' '))], { msteams: { entities: repeat(n, mention) } }),
  ],
  [
    'entities of a message',
    n => ({ text: repeat(n, index => `<at>P${index}</at>`).join(' '), entities: repeat(n, mention) }),
  ],
  [
    'mentions in many texts',
    n => ({ text: 'x', sections: repeat(n, index => ({ text: `<at>p${index}@a.example</at>` })) }),
  ],
  ['a long summary', n => ({ summary: 'word '.repeat(n) })],
  ['lines of a summary', n => ({ summary: 'word\n'.repeat(n) })],
  ['spaces of a card', n => card([block(`${' '.repeat(n)}x`)])],
  ['a card as a text', n => ({ attachments: [{ content: JSON.stringify(card(repeat(n, () => block('x')))) }] })],
];

describe('reading and drawing a payload takes time in proportion to', () => {
  for (const [name, make] of constructs)
    it(name, function () {
      this.timeout(20_000);
      assertLinear(
        name,
        make,
        payload => {
          const result = readPayload(payload);
          if (result.ok) renderWithinLimit(result.notification, { name: 'Builds' }, cardTexts('en'));
        },
        1_500,
      );
    });
});
