import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ActivitySummary } from '../../bot/api/contract.ts';
import { useTime } from '../parts/use-time.ts';
import { ActivityRow } from './activity-row.tsx';
import { groupByDay } from './days.ts';

const useStyles = makeStyles({
  days: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalL },
  heading: { margin: 0, paddingBottom: tokens.spacingVerticalXS },
  list: { listStyle: 'none', margin: 0, padding: 0, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

/** Requests, the newest first, day by day. */
export function ActivityList(props: {
  activities: readonly ActivitySummary[];
  busy: boolean;
  onOpen: (activity: ActivitySummary) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('activity');
  const { locale } = useTime();
  return (
    <section className={styles.days} aria-label={t('listLabel')} aria-busy={props.busy}>
      {groupByDay(props.activities, Date.now(), locale).map(day => (
        <div key={day.key}>
          <Subtitle2 as="h2" block className={styles.heading}>
            {day.label}
          </Subtitle2>
          <ul className={styles.list} aria-label={day.label}>
            {day.items.map(activity => (
              <ActivityRow key={activity.id} activity={activity} onOpen={() => props.onOpen(activity)} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
