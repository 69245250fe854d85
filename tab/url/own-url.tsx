import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionDetail, Regenerate, WebhookUrlView } from '../../bot/api/contract.ts';
import { useResource } from '../api/use-resource.ts';
import { useChannel } from '../channel.ts';
import { connectionPath, type OpenConnection } from '../connections/open-connection.ts';
import { focusHeading } from '../parts/focus-heading.ts';
import { LoadingForm } from '../parts/loading.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { useNavigation } from '../view.ts';
import { OldUrls } from './old-urls.tsx';
import { RegenerateButton } from './regenerate-button.tsx';
import { ReportLeak } from './report-leak.tsx';
import { SendTest } from './send-test.tsx';
import { SetUpHelp } from './set-up-help.tsx';
import { urlActions } from './url-actions.ts';
import { UrlMessage } from './url-message.tsx';
import { useWatchedUrl } from './use-watched-url.ts';
import { WebhookUrl } from './webhook-url.tsx';

const useStyles = makeStyles({
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalL },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

interface OwnUrlProps {
  connection: OpenConnection;
  regenerate: Regenerate;
}

/** The webhook URL for those who may change the connection: the address itself, and all that can be done about it. */
export function OwnUrl({ connection, regenerate }: OwnUrlProps) {
  const url = useResource<WebhookUrlView>(`${connectionPath(connection.data.id)}/url`);
  if (url.state === 'loading') return <LoadingForm fields={3} />;
  if (url.state === 'failed') return <ProblemMessage problem={url.problem} onRetry={url.reload} />;
  return <ShownUrl connection={connection} regenerate={regenerate} url={url.data} onUrl={url.replace} />;
}

function ShownUrl({
  connection,
  regenerate,
  url,
  onUrl,
}: OwnUrlProps & { url: WebhookUrlView; onUrl: (url: WebhookUrlView) => void }) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const channel = useChannel();
  const navigation = useNavigation();
  const [said, setSaid] = useState('');
  const { data, etag } = connection;
  const actions = urlActions({ ...data, url: url.state });
  const expired = url.state.status === 'expired';
  const waiting = url.state.status === 'waiting-for-first-message';

  /** What stands elsewhere of this connection (its head, the counts of the channel) has changed with its URL. */
  const changed = () => {
    connection.reload();
    channel.reload();
  };
  useWatchedUrl(data.id, url, next => {
    onUrl(next);
    if (next.state.status === url.state.status) return;
    if (next.state.status === 'up-to-date') setSaid(t('becameUpToDate'));
    changed();
  });
  const onUpdated = (updated: WebhookUrlView) => {
    onUrl(updated);
    setSaid(t('update.done'));
    changed();
  };
  const onRecreated = (made: ConnectionDetail) => {
    channel.reload();
    navigation.open({ name: 'connection', connectionId: made.id, section: 'url' });
  };

  return (
    <div className={styles.stack}>
      <UrlMessage state={url.state} regenerate={actions.regenerate ?? null} />
      <span className="visually-hidden" role="status">
        {said}
      </span>
      {!expired && <WebhookUrl url={url} isNew={waiting} />}
      <div className={styles.actions}>
        {actions.regenerate && (
          <RegenerateButton
            connection={data}
            etag={etag}
            kind={regenerate}
            urgent={actions.urgent}
            onUpdated={onUpdated}
            onRecreated={onRecreated}
          />
        )}
        {!expired && <SendTest connectionId={data.id} />}
      </div>
      <OldUrls
        connectionId={data.id}
        oldUrls={url.oldUrls}
        now={Date.now()}
        onStopped={stopped => {
          onUrl(stopped);
          setSaid(t('old.stopped'));
          changed();
          focusHeading();
        }}
      />
      {!expired && <SetUpHelp url={url} connectorId={data.connector.id} guideOpen={waiting} />}
      {actions.reportLeak && (
        <ReportLeak
          connectionId={data.id}
          regenerate={regenerate}
          onReported={(reported, reportedEtag) => {
            connection.replace(reported, reportedEtag);
            if (reported.url) onUrl({ ...url, state: reported.url });
            setSaid(t('leak.done'));
            channel.reload();
            focusHeading();
          }}
        />
      )}
    </div>
  );
}
