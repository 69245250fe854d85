import type { TFunction } from 'i18next';
import type { ConnectionSummary } from '../../bot/api/contract.ts';
import type { TimeFormat } from '../parts/time.ts';

type Texts = TFunction<'connections'>;

/** Who added a connection, and when. Nobody is named for the command line, and for somebody who has left. */
export function addedText(t: Texts, time: TimeFormat, { addedBy, addedAt }: ConnectionSummary): string {
  const date = time.date(addedAt);
  if (!addedBy) return t('added', { date });
  return addedBy.name === null ? t('addedByFormerMember', { date }) : t('addedBy', { name: addedBy.name, date });
}

export function lastMessageText(t: Texts, time: TimeFormat, { lastMessageAt }: ConnectionSummary): string {
  return lastMessageAt === null ? t('noMessage') : t('lastMessage', { when: time.relative(lastMessageAt) });
}
