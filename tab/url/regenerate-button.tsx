import { Button, Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ConnectionDetail, Regenerate, WebhookUrlView } from '../../bot/api/contract.ts';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Question } from '../parts/question.tsx';
import { useQuestion } from '../parts/use-question.ts';
import { useRegenerate } from './use-regenerate.ts';

interface RegenerateButtonProps {
  connection: ConnectionDetail;
  etag: string | undefined;
  kind: Regenerate;
  urgent: boolean;
  onUpdated: (url: WebhookUrlView) => void;
  onRecreated: (connection: ConnectionDetail) => void;
}

/** Update URL for an incoming webhook, at once where it has to be done; Recreate, which asks, for other types. */
export function RegenerateButton(props: RegenerateButtonProps) {
  const { t } = useTranslation('url');
  const { connection, kind, urgent } = props;
  const { task, update, recreate } = useRegenerate(connection.id, props.etag);
  const question = useQuestion();
  const asks = kind === 'recreate' || !urgent;

  const goOn = (then: () => void) => (asks ? question.closeAnd(then) : then());

  const start = async () => {
    if (kind === 'update') {
      const url = await update();
      if (url) goOn(() => props.onUpdated(url));
    } else {
      const made = await recreate();
      if (made) goOn(() => props.onRecreated(made.connection));
    }
  };

  return (
    <>
      <Button
        appearance={urgent ? 'primary' : 'secondary'}
        disabledFocusable={task.busy}
        onClick={() => (asks ? question.ask() : void start())}
      >
        {t(task.busy ? `${kind}.busy` : `${kind}.action`)}
      </Button>
      {!asks && task.problem && <ProblemMessage problem={task.problem} />}
      {asks && (
        <Question
          open={question.open}
          title={t(`${kind}.title`, { name: connection.name })}
          confirm={t(`${kind}.action`)}
          busy={task.busy}
          onConfirm={() => void start()}
          onCancel={() => {
            question.cancel();
            task.clear();
          }}
          onClosed={question.onClosed}
        >
          <Text as="p">{t(`${kind}.text`)}</Text>
          <Text as="p">{t(`${kind}.text2`)}</Text>
          {task.problem && <ProblemMessage problem={task.problem} />}
        </Question>
      )}
    </>
  );
}
