import assert from 'node:assert/strict';
import { cardViolations } from '../../playground/connector/adaptive-card.ts';
import { expectGolden } from '../../test/expect-golden.ts';
import { botTexts } from '../locales/bot-texts.ts';
import { welcome } from './welcome.ts';

const place = { channelId: '19:general@thread.tacv2', channelName: 'General', teamName: 'Contoso Engineering' };
const dialogs = { publicUrl: 'https://connectors.example.org', cloud: 'commercial' } as const;
const teamsAppId = '6d7d1f3a-3c53-4c61-9a6e-0b7f6a0d9b11';

function cardOf(options: Parameters<typeof welcome>[2], language: 'en' | 'fr' = 'en') {
  const [content] = welcome(botTexts(language), place, options).contents;
  assert.ok(content?.kind === 'card');
  return content.card;
}

describe('the welcome', () => {
  for (const language of ['en', 'fr'] as const)
    it(`leads to the connectors first, to the command line second (${language})`, () => {
      const card = cardOf({ ...dialogs, teamsAppId }, language);
      assert.deepEqual(cardViolations(card), []);
      expectGolden(import.meta.dirname, `welcome-${language}`, card);
    });

  it('has no link into Teams where the id of the app is not known', () => {
    const { actions } = cardOf({ ...dialogs, teamsAppId: undefined });
    assert.deepEqual(actions, [
      {
        type: 'Action.Submit',
        title: 'Open connectors',
        data: { msteams: { type: 'task/fetch' }, open: 'connectors' },
      },
    ]);
  });
});
