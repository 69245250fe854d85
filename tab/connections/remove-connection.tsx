import { Button, Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { useChannel } from '../channel.ts';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Question } from '../parts/question.tsx';
import { useQuestion } from '../parts/use-question.ts';
import { useNavigation } from '../view.ts';
import { connectionPath, type OpenConnection } from './open-connection.ts';

/** Removes a connection, after saying what ends with it; then the list is shown. */
export function RemoveConnection({ connection, className }: { connection: OpenConnection; className: string }) {
  const { t } = useTranslation('connections');
  const api = useApi();
  const task = useTask();
  const channel = useChannel();
  const navigation = useNavigation();
  const question = useQuestion();
  const { data, etag } = connection;

  const remove = async () => {
    await task.run(async () => {
      await api.delete(connectionPath(data.id), { ifMatch: etag });
      question.closeAnd(() => {
        channel.reload();
        navigation.open({ name: 'configured' });
      });
    });
  };

  return (
    <>
      <Button className={className} onClick={question.ask}>
        {t('remove.remove')}
      </Button>
      <Question
        open={question.open}
        title={t('remove.title', { name: data.name })}
        confirm={t('remove.confirm')}
        busy={task.busy}
        onConfirm={() => void remove()}
        onCancel={() => {
          // Refused because it was changed meanwhile: whoever asks again has seen what there is now.
          if (task.problem?.code === 'changed-meanwhile') connection.reload();
          question.cancel();
          task.clear();
        }}
        onClosed={question.onClosed}
      >
        <Text as="p">{t(data.connector.kind === 'feed' ? 'remove.feedText' : 'remove.text')}</Text>
        {task.problem && <ProblemMessage problem={task.problem} />}
      </Question>
    </>
  );
}
