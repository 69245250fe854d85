import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriedAgain } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { connectionPath, type OpenConnection } from './open-connection.ts';

/** Why nothing is posted, and for those who may change the connection, another try. */
export function SuspendedMessage({ connection, mayChange }: { connection: OpenConnection; mayChange: boolean }) {
  const { t } = useTranslation('connections');
  const api = useApi();
  const task = useTask();
  const [said, setSaid] = useState('');
  const { id, statusReason } = connection.data;

  const tryAgain = () =>
    task.run(async () => {
      const { data } = await api.post<TriedAgain>(`${connectionPath(id)}/try-again`);
      setSaid(t(data.somethingWaits ? 'suspended.trying' : 'suspended.nothingWaits'));
    });

  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('suspended.title')}</MessageBarTitle> {statusReason ?? t('suspended.text')}{' '}
          <span role="status">{said}</span>
        </MessageBarBody>
        {mayChange && (
          <MessageBarActions>
            <Button disabledFocusable={task.busy} onClick={() => void tryAgain()}>
              {t('suspended.tryAgain')}
            </Button>
          </MessageBarActions>
        )}
      </MessageBar>
      {task.problem && <ProblemMessage problem={task.problem} />}
    </>
  );
}
