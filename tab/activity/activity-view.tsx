import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityDetail, Replayed } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { useChannel } from '../channel.ts';
import { Facts } from '../parts/facts.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { useTime } from '../parts/use-time.ts';
import { BodyView } from './body-view.tsx';
import { DeliveryDetail } from './delivery-detail.tsx';
import { mayReplay, shownOutcome } from './outcome.ts';
import { OutcomeBadge } from './outcome-badge.tsx';
import { formatSize } from './size.ts';

const useStyles = makeStyles({
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalXL },
  part: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalS },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  heading: { margin: 0 },
});

/** All that is known of one request. */
export function ActivityView(props: {
  /** Of the request, in the API. */
  path: string;
  activity: ActivityDetail;
  onReplayed: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('activity');
  const time = useTime();
  const { activity } = props;
  const { address, userAgent, contentType, deliveries } = activity;
  return (
    <div className={styles.stack}>
      <section className={styles.part} aria-label={t('whatHappened')}>
        {activity.summary && <Text weight="semibold">{activity.summary}</Text>}
        <div className={styles.row} role="status">
          <OutcomeBadge activity={activity} />
          <Text>{t(`explain.${shownOutcome(activity)}`)}</Text>
        </div>
        {activity.reason && <Text>{activity.reason}</Text>}
        {mayReplay(activity.outcome) && <Replay {...props} />}
      </section>
      <section className={styles.part}>
        <Subtitle2 as="h2" className={styles.heading}>
          {t('requestHeading')}
        </Subtitle2>
        <Facts
          facts={[
            [t('time'), time.exact(activity.at)],
            [t('address'), address || t('own')],
            [t('userAgent'), userAgent ?? t('noUserAgent')],
            [t('contentType'), contentType ?? t('noContentType')],
            [t('size'), formatSize(activity.size, time.locale)],
            [t('status'), String(activity.status)],
            [t('requestId'), activity.id],
          ]}
        />
      </section>
      <section className={styles.part}>
        <Subtitle2 as="h2" className={styles.heading}>
          {t('body')}
        </Subtitle2>
        <BodyView body={activity.body} size={activity.size} leftOut={activity.bodyLeftOut} />
      </section>
      {deliveries.length === 0 ? (
        <Text>{t('noCards')}</Text>
      ) : (
        deliveries.map((delivery, index) => (
          <DeliveryDetail key={delivery.id} delivery={delivery} number={index + 1} count={deliveries.length} />
        ))
      )}
    </div>
  );
}

function Replay({ path, activity, onReplayed }: { path: string; activity: ActivityDetail; onReplayed: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation('activity');
  const { mayChange } = useChannel().view;
  const api = useApi();
  const task = useTask();
  const [replayed, setReplayed] = useState<number>();
  if (!mayChange) return null;
  const failed = activity.outcome === 'failed';
  const replay = () =>
    task.run(async () => {
      const { data } = await api.post<Replayed>(`${path}/replay`);
      setReplayed(data.replayed);
      onReplayed();
    });
  return (
    <>
      <div className={styles.row}>
        <Button
          appearance={failed ? 'primary' : 'secondary'}
          disabledFocusable={task.busy}
          onClick={() => void replay()}
        >
          {task.busy ? t('replaying') : t(failed ? 'replay' : 'postAgain')}
        </Button>
        <Text role="status">{replayed !== undefined && t('replayed', { count: replayed })}</Text>
      </div>
      {task.problem && <ProblemMessage problem={task.problem} />}
    </>
  );
}
