import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ConnectionDetail } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { connectionPath } from './open-connection.ts';

/** Two people have changed the same connection: nothing is overwritten, and nothing that was typed is lost. */
export function Conflict(props: {
  connectionId: string;
  onLoaded: (connection: ConnectionDetail, etag: string | undefined) => void;
}) {
  const { t } = useTranslation('connections');
  const api = useApi();
  const task = useTask();
  const load = () =>
    task.run(async () => {
      const { data, etag } = await api.get<ConnectionDetail>(connectionPath(props.connectionId));
      props.onLoaded(data, etag);
    });
  return (
    <>
      <MessageBar intent="warning" layout="multiline" politeness="assertive">
        <MessageBarBody>
          <MessageBarTitle>{t('conflict.title')}</MessageBarTitle> {t('conflict.text')}
        </MessageBarBody>
        <MessageBarActions>
          <Button disabledFocusable={task.busy} onClick={() => void load()}>
            {t('conflict.load')}
          </Button>
        </MessageBarActions>
      </MessageBar>
      {task.problem && <ProblemMessage problem={task.problem} />}
    </>
  );
}
