import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../channel.ts';
import { focusHeading } from '../parts/focus-heading.ts';
import { RegenerateButton } from '../url/regenerate-button.tsx';
import { needsAttention, urlActions } from '../url/url-actions.ts';
import { UrlMessage } from '../url/url-message.tsx';
import { type ConnectionSection, useNavigation } from '../view.ts';
import type { OpenConnection } from './open-connection.ts';
import { SuspendedMessage } from './suspended-message.tsx';

/** What is to be known of a connection before anything else: why nothing comes through, and what to do. */
export function ConnectionMessages({
  connection,
  section,
}: {
  connection: OpenConnection;
  section: ConnectionSection;
}) {
  const { t } = useTranslation('connections');
  const channel = useChannel();
  const { mayChange } = channel.view;
  const navigation = useNavigation();
  const { id, status, statusReason, url, replaces, replacedBy, failed } = connection.data;
  const show = (name: ConnectionSection) => navigation.open({ name: 'connection', connectionId: id, section: name });
  const other = replacedBy ?? replaces;
  const actions = urlActions(connection.data);

  return (
    <>
      {status === 'suspended' && <SuspendedMessage connection={connection} mayChange={mayChange} />}
      {status === 'paused' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('paused.title')}</MessageBarTitle>{' '}
            {statusReason ?? t(mayChange ? 'paused.text' : 'paused.ask')}
          </MessageBarBody>
        </MessageBar>
      )}
      {other && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t(replacedBy ? 'replacedBy' : 'replaces', { name: other.name })}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => navigation.open({ name: 'connection', connectionId: other.id, section: 'url' })}>
              {t('openNamed', { name: other.name })}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {url && !replacedBy && section !== 'url' && needsAttention(url) && (
        <UrlMessage
          state={url}
          regenerate={actions.regenerate ?? null}
          actions={
            mayChange &&
            actions.regenerate && (
              <RegenerateButton
                connection={connection.data}
                etag={connection.etag}
                kind={actions.regenerate}
                urgent
                onUpdated={() => {
                  connection.reload();
                  channel.reload();
                  show('url');
                  focusHeading();
                }}
                onRecreated={made => {
                  channel.reload();
                  navigation.open({ name: 'connection', connectionId: made.id, section: 'url' });
                }}
              />
            )
          }
        />
      )}
      {failed > 0 && section !== 'activity' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t('failed', { count: failed })}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => show('activity')}>{t('seeFailed')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </>
  );
}
