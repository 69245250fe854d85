import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { DeliveryView } from '../../bot/api/contract.ts';
import { CardView } from '../parts/card-view.tsx';
import { useTime } from '../parts/use-time.ts';
import { cardsHeading } from './outcome.ts';

const useStyles = makeStyles({
  part: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalS },
  heading: { margin: 0 },
  about: { color: tokens.colorNeutralForeground2 },
  // As wide as Teams draws a card in a channel.
  cards: { maxWidth: '640px', minWidth: 0 },
});

/** One message that was made of a request: its card, its attempts and its last problem. */
export function DeliveryDetail(props: { delivery: DeliveryView; number: number; count: number }) {
  const styles = useStyles();
  const { t } = useTranslation('activity');
  const time = useTime();
  const { delivery, number, count } = props;
  const { state, attempts, possibleDuplicates, error, queuedAt, finishedAt, cards } = delivery;
  const about = [
    t(`deliveries.${state}`),
    attempts === 0 ? t('noAttempts') : t('attempts', { count: attempts }),
    t('queued', { time: time.dateTime(queuedAt) }),
    finishedAt !== null && t('finished', { time: time.dateTime(finishedAt) }),
  ].filter(Boolean);
  return (
    <section className={styles.part}>
      <Subtitle2 as="h2" className={styles.heading}>
        {t(cardsHeading(state))}
        {count > 1 && ` (${t('delivery', { number, count })})`}
      </Subtitle2>
      <Text size={200} className={styles.about}>
        {about.join(' · ')}
      </Text>
      {error && <Text>{t('lastError', { error })}</Text>}
      {possibleDuplicates > 0 && <Text>{t('duplicates', { count: possibleDuplicates })}</Text>}
      <div className={styles.cards}>
        <CardView cards={cards} />
      </div>
    </section>
  );
}
