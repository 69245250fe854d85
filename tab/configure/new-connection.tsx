import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionDetail, ConnectorDetail, FieldProblem } from '../../bot/api/contract.ts';
import { channelPath } from '../api/paths.ts';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { useChannel } from '../channel.ts';
import { focusFirstProblem } from '../parts/focus-problem.ts';
import { NameAndPicture } from '../parts/name-and-picture.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { SettingsForm } from '../parts/settings-form.tsx';
import { useNavigation } from '../view.ts';
import { type Draft, missingFields, newDraft, requestOf } from './draft.ts';
import { GuideSection } from './guide-section.tsx';
import { PreviewSection } from './preview-section.tsx';
import { TwoColumns } from './two-columns.tsx';

const useStyles = makeStyles({
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalL },
  about: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
  // Always in sight: some connectors have many events.
  actions: {
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} 0`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** The form of a new connection, with a preview of its cards and the set-up guide beside it. */
export function NewConnection(props: { connector: ConnectorDetail; onSaved: (connection: ConnectionDetail) => void }) {
  const styles = useStyles();
  const { t } = useTranslation('configure');
  const { connector, onSaved } = props;
  const { id } = useChannel();
  const { back } = useNavigation();
  const api = useApi();
  const task = useTask();
  const [draft, setDraft] = useState<Draft>(() => newDraft(connector));
  const [missing, setMissing] = useState<FieldProblem[]>([]);
  const problems = missing.length > 0 ? missing : (task.problem?.fields ?? []);

  useEffect(() => {
    if (problems.length > 0) focusFirstProblem(problems);
  }, [problems]);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const empty = missingFields(connector, draft, t('needed'));
    setMissing(empty);
    if (empty.length > 0) return;
    await task.run(async () => {
      const { data } = await api.post<ConnectionDetail>(`${channelPath(id)}/connections`, requestOf(connector, draft));
      onSaved(data);
    });
  };

  const form = (
    <form className={styles.form} noValidate onSubmit={event => void save(event)}>
      <p className={styles.about}>{connector.longDescription}</p>
      <NameAndPicture
        name={draft.name}
        pictureUrl={draft.pictureUrl}
        icon={connector.icon}
        problems={problems}
        onChange={changed => setDraft({ ...draft, ...changed })}
      />
      <SettingsForm
        settings={connector.settings}
        events={connector.events}
        values={draft.settings}
        problems={problems}
        onChange={settings => setDraft({ ...draft, settings })}
      />
      {task.problem && missing.length === 0 && <ProblemMessage problem={task.problem} />}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={task.busy}>
          {t(task.busy ? 'saving' : 'save')}
        </Button>
        <Button onClick={back}>{t('cancel')}</Button>
      </div>
    </form>
  );

  return (
    <TwoColumns
      main={form}
      beside={
        <>
          <PreviewSection connector={connector} draft={draft} />
          <GuideSection connector={connector} webhookUrl={undefined} />
        </>
      }
    />
  );
}
