import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Replayed } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { connectionPath } from '../connections/open-connection.ts';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Question } from '../parts/question.tsx';
import { useQuestion } from '../parts/use-question.ts';

/** Sends all that was given up to the channel again, after asking: it may be much, and the cause may still be there. */
export function ReplayAll(props: { connectionId: string; failed: number; onReplayed: () => void }) {
  const { t } = useTranslation('activity');
  const api = useApi();
  const task = useTask();
  const question = useQuestion();
  const [replayed, setReplayed] = useState<number>();

  const replay = async () => {
    await task.run(async () => {
      const { data } = await api.post<Replayed>(`${connectionPath(props.connectionId)}/replay-failed`);
      question.closeAnd(() => {
        setReplayed(data.replayed);
        props.onReplayed();
      });
    });
  };

  return (
    <>
      {props.failed > 0 && (
        <Button
          onClick={() => {
            setReplayed(undefined);
            question.ask();
          }}
        >
          {t('replayAll')}
        </Button>
      )}
      <Text role="status">{replayed !== undefined && t('replayed', { count: replayed })}</Text>
      <Question
        open={question.open}
        title={t('replayAllTitle')}
        confirm={t('replayAllConfirm')}
        busy={task.busy}
        onConfirm={() => void replay()}
        onCancel={() => {
          question.cancel();
          task.clear();
        }}
        onClosed={question.onClosed}
      >
        <Text as="p">{t('replayAllText', { count: props.failed })}</Text>
        {task.problem && <ProblemMessage problem={task.problem} />}
      </Question>
    </>
  );
}
