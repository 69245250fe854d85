import { Button, Field, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionDetail, LeakReport, Regenerate } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { connectionPath } from '../connections/open-connection.ts';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Question } from '../parts/question.tsx';
import { useQuestion } from '../parts/use-question.ts';

const useStyles = makeStyles({
  row: { display: 'grid', justifyItems: 'start', rowGap: tokens.spacingVerticalXS },
  hint: { color: tokens.colorNeutralForeground2 },
  question: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalM },
});

/** Reports the URL as leaked, after saying what follows from it. */
export function ReportLeak(props: {
  connectionId: string;
  regenerate: Regenerate;
  onReported: (connection: ConnectionDetail, etag: string | undefined) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const api = useApi();
  const task = useTask();
  const question = useQuestion();
  const [detail, setDetail] = useState('');

  const report = async () => {
    const body: LeakReport = { detail };
    await task.run(async () => {
      const answer = await api.post<ConnectionDetail>(`${connectionPath(props.connectionId)}/report-leak`, body);
      question.closeAnd(() => props.onReported(answer.data, answer.etag));
    });
  };

  return (
    <div className={styles.row}>
      <Button onClick={question.ask}>{t('leak.action')}</Button>
      <Text size={200} className={styles.hint}>
        {t('leak.hint')}
      </Text>
      <Question
        open={question.open}
        title={t('leak.title')}
        confirm={t('leak.confirm')}
        busy={task.busy}
        onConfirm={() => void report()}
        onCancel={() => {
          question.cancel();
          task.clear();
        }}
        onClosed={question.onClosed}
      >
        <div className={styles.question}>
          <Text>{t(props.regenerate === 'update' ? 'leak.text' : 'leak.textRecreate')}</Text>
          <Field label={t('leak.detail')} hint={t('leak.detailHint')}>
            <Textarea value={detail} maxLength={500} onChange={(_event, { value }) => setDetail(value)} />
          </Field>
          {task.problem && <ProblemMessage problem={task.problem} />}
        </div>
      </Question>
    </div>
  );
}
