import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTime } from '../parts/use-time.ts';
import { OldUrls } from './old-urls.tsx';
import type { Regenerated } from './regenerate.ts';
import { SendTest } from './send-test.tsx';
import { SetUpHelp } from './set-up-help.tsx';
import { byEnd } from './url-actions.ts';
import { UrlMessage } from './url-message.tsx';
import { useWatchedUrl } from './use-watched-url.ts';
import { WebhookUrl } from './webhook-url.tsx';

const useStyles = makeStyles({
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalM },
});

/** A URL that has just been made: to copy, to set up, and then to see arrive in its first message. */
export function NewUrl({ regenerated }: { regenerated: Regenerated }) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const time = useTime();
  const [url, setUrl] = useState(regenerated.url);
  const { connection, how } = regenerated;
  useWatchedUrl(connection.id, url, setUrl);
  const until = Math.max(0, ...byEnd(url.oldUrls, Date.now()).working.map(old => old.endsAt));
  const upToDate = url.state.status === 'up-to-date';
  return (
    <div className={styles.stack}>
      <Text role="status">
        {t(upToDate ? 'becameUpToDate' : how === 'recreated' ? 'page.recreated' : 'update.done')}
      </Text>
      <WebhookUrl url={url} isNew />
      <UrlMessage state={url.state} regenerate={connection.regenerate} />
      {until > 0 && !upToDate && <Text>{t('page.oldGoesOn', { time: time.dateTime(until) })}</Text>}
      <SendTest connectionId={connection.id} withLink={false} />
      <OldUrls connectionId={connection.id} oldUrls={url.oldUrls} now={Date.now()} onStopped={setUrl} />
      <SetUpHelp url={url} connectorId={connection.connector.id} guideOpen />
    </div>
  );
}
