import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { OldUrl, WebhookUrlView } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { connectionPath } from '../connections/open-connection.ts';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Question } from '../parts/question.tsx';
import { useQuestion } from '../parts/use-question.ts';
import { useTime } from '../parts/use-time.ts';
import { OldUrlCard } from './old-url-card.tsx';
import { byEnd } from './url-actions.ts';

const useStyles = makeStyles({
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalS },
  heading: { margin: 0 },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    rowGap: tokens.spacingVerticalS,
  },
  button: { justifySelf: 'start' },
});

/** The URLs before the current one: until when they work, who still calls them, and a way to end them at once. */
export function OldUrls(props: {
  connectionId: string;
  oldUrls: readonly OldUrl[];
  now: number;
  onStopped: (url: WebhookUrlView) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const { working, ended } = byEnd(props.oldUrls, props.now);
  if (props.oldUrls.length === 0) return null;
  return (
    <section className={styles.stack}>
      <Subtitle2 as="h2" className={styles.heading}>
        {t('old.heading')}
      </Subtitle2>
      {working.length > 0 && <Text>{t('old.explanation')}</Text>}
      <ul className={styles.list}>
        {[...working, ...ended].map(oldUrl => (
          <OldUrlCard key={oldUrl.generation} oldUrl={oldUrl} ended={oldUrl.endsAt <= props.now} />
        ))}
      </ul>
      {working.length > 0 && <StopOldUrls {...props} working={working} className={styles.button} />}
    </section>
  );
}

function StopOldUrls(props: {
  connectionId: string;
  working: readonly OldUrl[];
  className: string;
  onStopped: (url: WebhookUrlView) => void;
}) {
  const { t } = useTranslation('url');
  const api = useApi();
  const time = useTime();
  const task = useTask();
  const question = useQuestion();
  const lastCall = props.working
    .flatMap(({ lastCall }) => lastCall ?? [])
    .toSorted((a, b) => b.at - a.at)
    .at(0);

  const stop = async () => {
    await task.run(async () => {
      const { data } = await api.post<WebhookUrlView>(`${connectionPath(props.connectionId)}/stop-old-url`);
      question.closeAnd(() => props.onStopped(data));
    });
  };

  return (
    <>
      <Button className={props.className} onClick={question.ask}>
        {t(props.working.length > 1 ? 'old.stopAll' : 'old.stop')}
      </Button>
      <Question
        open={question.open}
        title={t('old.stopTitle')}
        confirm={t('old.stopConfirm')}
        busy={task.busy}
        onConfirm={() => void stop()}
        onCancel={() => {
          question.cancel();
          task.clear();
        }}
        onClosed={question.onClosed}
      >
        {t('old.stopText')}{' '}
        {lastCall
          ? t('old.stopStillUsed', { when: time.relative(lastCall.at), address: lastCall.address })
          : t('old.nowUnused')}
        {task.problem && <ProblemMessage problem={task.problem} />}
      </Question>
    </>
  );
}
