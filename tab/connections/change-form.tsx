import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionDetail, ConnectorDetail } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { useChannel } from '../channel.ts';
import { focusFirstProblem } from '../parts/focus-problem.ts';
import { NameAndPicture } from '../parts/name-and-picture.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { settingsToSend } from '../parts/setting-values.ts';
import { SettingsForm } from '../parts/settings-form.tsx';
import { Conflict } from './conflict.tsx';
import { changesOf } from './draft.ts';
import { connectionPath, type OpenConnection } from './open-connection.ts';
import { PauseOrRemove } from './pause-or-remove.tsx';
import { useDraft } from './use-draft.ts';

const useStyles = makeStyles({
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalXXL },
  form: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    rowGap: tokens.spacingVerticalL,
    maxWidth: '560px',
  },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

/** Name, picture, settings and events of a connection, to be changed; and pausing and removing it. */
export function ChangeForm({ connection, connector }: { connection: OpenConnection; connector: ConnectorDetail }) {
  const styles = useStyles();
  const { t } = useTranslation('connections');
  const api = useApi();
  const channel = useChannel();
  const task = useTask();
  const { draft, base, change, begin, carry } = useDraft(connection);
  const [said, setSaid] = useState('');
  const changes = changesOf(base.data, draft);
  const nameMissing = draft.name.trim() === '';
  const conflict = task.problem?.code === 'changed-meanwhile';
  const missing = nameMissing ? [{ field: 'name', detail: t('settings.nameMissing') }] : [];
  const problems = [...missing, ...(task.problem?.fields ?? [])];

  // The first field that is wrong, as soon as the service has said so.
  useEffect(() => {
    if (task.problem?.fields) focusFirstProblem(task.problem.fields);
  }, [task.problem]);

  const edit = (part: Parameters<typeof change>[0]) => {
    setSaid('');
    change(part);
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!changes) return;
    if (nameMissing) {
      focusFirstProblem(missing);
      return;
    }
    const { settings, ...rest } = changes;
    const body = { ...rest, ...(settings && { settings: settingsToSend(connector.settings, settings) }) };
    await task.run(async () => {
      const { data, etag } = await api.patch<ConnectionDetail>(connectionPath(connection.data.id), body, {
        ifMatch: base.etag,
      });
      begin({ data, etag });
      connection.replace(data, etag);
      setSaid(t('settings.saved'));
    });
  };

  return (
    <div className={styles.stack}>
      <form className={styles.form} noValidate onSubmit={event => void save(event)}>
        <NameAndPicture
          name={draft.name}
          pictureUrl={draft.pictureUrl}
          icon={connector.icon}
          problems={problems}
          onChange={edit}
        />
        <SettingsForm
          settings={connector.settings}
          events={connector.events}
          values={draft.settings}
          onChange={settings => edit({ settings })}
          problems={problems}
        />
        {conflict ? (
          <Conflict
            connectionId={connection.data.id}
            onLoaded={(data, etag) => {
              carry({ data, etag });
              connection.replace(data, etag);
              task.clear();
              setSaid(t('conflict.loaded'));
            }}
          />
        ) : (
          task.problem && <ProblemMessage problem={task.problem} />
        )}
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" disabledFocusable={!changes || task.busy}>
            {t(task.busy ? 'settings.saving' : 'settings.save')}
          </Button>
          {changes && !task.busy && (
            <Button
              onClick={() => {
                begin({ data: connection.data, etag: connection.etag });
                task.clear();
                setSaid('');
              }}
            >
              {t('settings.discard')}
            </Button>
          )}
          <Text role="status">{said || (changes && !task.busy && t('settings.unsaved'))}</Text>
        </div>
      </form>
      <PauseOrRemove
        connection={connection}
        onChanged={(data, etag) => {
          carry({ data, etag });
          connection.replace(data, etag);
          channel.reload();
        }}
      />
    </div>
  );
}
