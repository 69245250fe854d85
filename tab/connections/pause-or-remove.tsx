import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionDetail } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Conflict } from './conflict.tsx';
import { connectionPath, type OpenConnection } from './open-connection.ts';
import { RemoveConnection } from './remove-connection.tsx';

const useStyles = makeStyles({
  section: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    rowGap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalL,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  heading: { margin: 0 },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  // One under the other in one line, whichever of the words stand in them.
  button: { minWidth: '148px' },
  hint: { color: tokens.colorNeutralForeground2, flex: '1 1 180px' },
});

/** Pausing a connection, which can be taken back, and removing it, which cannot. */
export function PauseOrRemove(props: {
  connection: OpenConnection;
  onChanged: (connection: ConnectionDetail, etag: string | undefined) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('connections');
  const api = useApi();
  const task = useTask();
  const [said, setSaid] = useState('');
  const { data, etag } = props.connection;
  const paused = data.status === 'paused';
  const feed = data.connector.kind === 'feed';

  const setPaused = (pause: boolean) =>
    task.run(async () => {
      const body = { paused: pause };
      const answer = await api.patch<ConnectionDetail>(connectionPath(data.id), body, { ifMatch: etag });
      props.onChanged(answer.data, answer.etag);
      setSaid(t(pause ? 'pause.pausedNow' : 'pause.resumedNow'));
    });

  return (
    <section className={styles.section}>
      <Subtitle2 as="h2" className={styles.heading}>
        {t('pause.heading')}
      </Subtitle2>
      <div className={styles.row}>
        <Button className={styles.button} disabledFocusable={task.busy} onClick={() => void setPaused(!paused)}>
          {t(paused ? 'pause.resume' : 'pause.pause')}
        </Button>
        <Text className={styles.hint}>
          {t(paused ? 'pause.resumeHint' : feed ? 'pause.pauseFeedHint' : 'pause.pauseHint')}
        </Text>
      </div>
      <span className="visually-hidden" role="status">
        {said}
      </span>
      {task.problem?.code === 'changed-meanwhile' ? (
        <Conflict
          connectionId={data.id}
          onLoaded={(loaded, loadedEtag) => {
            task.clear();
            props.onChanged(loaded, loadedEtag);
          }}
        />
      ) : (
        task.problem && <ProblemMessage problem={task.problem} />
      )}
      <div className={styles.row}>
        <RemoveConnection connection={props.connection} className={styles.button} />
        <Text className={styles.hint}>{t(feed ? 'remove.feedHint' : 'remove.hint')}</Text>
      </div>
    </section>
  );
}
