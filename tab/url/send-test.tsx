import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TestMessage } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { connectionPath } from '../connections/open-connection.ts';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { useNavigation } from '../view.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM, minHeight: '32px' },
});

/** Posts a test message by way of the connection, and leads to what became of it. */
export function SendTest(props: {
  connectionId: string;
  appearance?: 'primary' | 'secondary';
  /** Whether there is a screen to lead to. */
  withLink?: boolean;
  onSent?: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const api = useApi();
  const task = useTask();
  const navigation = useNavigation();
  const [sent, setSent] = useState<TestMessage>();
  const { connectionId, withLink = true, onSent } = props;

  const send = () => {
    setSent(undefined);
    return task.run(async () => {
      const { data } = await api.post<TestMessage>(`${connectionPath(connectionId)}/test`);
      setSent(data);
      onSent?.();
    });
  };

  return (
    <>
      <div className={styles.row}>
        <Button appearance={props.appearance ?? 'secondary'} disabledFocusable={task.busy} onClick={() => void send()}>
          {t(task.busy ? 'test.busy' : 'test.action')}
        </Button>
        <Text role="status">{sent && t('test.sent')}</Text>
        {sent && withLink && (
          <Link
            as="button"
            onClick={() =>
              navigation.open({ name: 'connection', connectionId, section: 'activity', activityId: sent.activityId })
            }
          >
            {t('test.see')}
          </Link>
        )}
      </div>
      {task.problem && <ProblemMessage problem={task.problem} />}
    </>
  );
}
