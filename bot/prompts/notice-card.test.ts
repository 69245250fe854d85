import assert from 'node:assert/strict';
import { cardViolations } from '../../playground/connector/adaptive-card.ts';
import { expectGolden } from '../../test/expect-golden.ts';
import { feedCard } from './feed-notice.ts';
import { suspendedCard } from './suspended-notice.ts';

const builds = '19:builds@thread.tacv2';
const secret = '19:secret@thread.tacv2';

describe('the card for owners', () => {
  const place = { channelId: builds, channel: 'Builds', team: 'Contoso' };
  const suspended = [
    {
      ...place,
      name: 'Build *server*',
      cause: 'refused' as const,
      reason: 'Teams answered 403 BotNotInConversationRoster.',
    },
    { ...place, name: 'Alerts', cause: 'refused' as const, reason: null },
    {
      channelId: secret,
      channel: '<at>all</at>',
      team: 'Contoso',
      name: 'Docs',
      cause: 'app removed' as const,
      reason: null,
    },
  ];
  const feeds = [
    { ...place, name: 'News', failingSince: null },
    { ...place, name: 'Blog', failingSince: Date.UTC(2026, 8, 1, 9) },
  ];
  for (const language of ['en', 'fr'] as const)
    for (const [name, notification] of [
      ['suspended', suspendedCard(suspended, language)],
      ['suspended-one', suspendedCard(suspended.slice(2), language)],
      ['feeds', feedCard(feeds, language)],
    ] as const)
      it(`is as ever: ${name} (${language})`, () => {
        const [content] = notification.contents;
        assert.ok(content?.kind === 'card');
        assert.deepEqual(cardViolations(content.card), []);
        expectGolden(import.meta.dirname, `owners-${name}.${language}`, notification);
      });
});
