import { Label, MessageBar, MessageBarBody, makeStyles, Select, Text, tokens, useId } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ActivityOutcome, ActivityPage } from '../../bot/api/contract.ts';
import { useChannel } from '../channel.ts';
import { connectionPath, type OpenConnection } from '../connections/open-connection.ts';
import { LoadMore } from '../paging/load-more.tsx';
import { usePages } from '../paging/use-pages.ts';
import { usePolling } from '../paging/use-polling.ts';
import { focusHeading } from '../parts/focus-heading.ts';
import { LoadingRows } from '../parts/loading.tsx';
import { useTime } from '../parts/use-time.ts';
import { useNavigation } from '../view.ts';
import { ActivityList } from './activity-list.tsx';
import { NoActivity } from './no-activity.tsx';
import { outcomes } from './outcome.ts';
import { ReplayAll } from './replay-all.tsx';

const useStyles = makeStyles({
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalL },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  kept: { color: tokens.colorNeutralForeground2 },
});

const activitiesOf = (page: ActivityPage) => page.activities;

/** What came in for a connection and what became of it; new requests appear by themselves. */
export default function ActivitySection({
  connection,
  outcome,
  onOutcome,
}: {
  connection: OpenConnection;
  outcome: ActivityOutcome | undefined;
  onOutcome: (outcome: ActivityOutcome | undefined) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('activity');
  const time = useTime();
  const { mayChange } = useChannel().view;
  const navigation = useNavigation();
  const filter = useId('filter');
  const { data } = connection;
  const query = new URLSearchParams({ limit: '50', ...(outcome && { outcome }) });
  const list = usePages(`${connectionPath(data.id)}/activities?${query}`, activitiesOf);
  const { items, loading, problem } = list;
  usePolling(true, list.refresh);
  const failed = Math.max(data.failed, items.filter(one => one.outcome === 'failed').length);

  return (
    <div className={styles.stack}>
      <div className={styles.head}>
        <Label htmlFor={filter}>{t('filter')}</Label>
        <Select
          id={filter}
          value={outcome ?? ''}
          onChange={(_event, { value }) => onOutcome(outcomes.find(one => one === value))}
        >
          <option value="">{t('outcomes.all')}</option>
          {outcomes.map(one => (
            <option key={one} value={one}>
              {t(`outcomes.${one}`)}
            </option>
          ))}
        </Select>
        {mayChange && (
          <ReplayAll
            connectionId={data.id}
            failed={failed}
            onReplayed={() => {
              connection.reload();
              focusHeading();
              void list.refresh();
            }}
          />
        )}
      </div>
      {data.leftOut && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {t('leftOut', { when: time.relative(data.leftOut.at) })}{' '}
            {data.leftOut.requests > 0 && t('leftOutRequests', { count: data.leftOut.requests })}
          </MessageBarBody>
        </MessageBar>
      )}
      {items.length === 0 && loading && <LoadingRows />}
      {items.length === 0 && !loading && !problem && (
        <NoActivity
          connection={data}
          outcome={outcome}
          onShowAll={() => onOutcome(undefined)}
          onSent={() => void list.refresh()}
        />
      )}
      {items.length > 0 && (
        <>
          <ActivityList
            activities={items}
            busy={loading === 'first'}
            onOpen={({ id }) =>
              navigation.open({ name: 'connection', connectionId: data.id, section: 'activity', activityId: id })
            }
          />
          <LoadMore list={list} />
          <Text size={200} className={styles.kept}>
            {t('kept')}
          </Text>
        </>
      )}
      {items.length === 0 && problem && <LoadMore list={list} />}
    </div>
  );
}
