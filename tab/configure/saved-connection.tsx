import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionDetail, ConnectorDetail, WebhookUrlView } from '../../bot/api/contract.ts';
import { useResource } from '../api/use-resource.ts';
import { connectionPath } from '../connections/open-connection.ts';
import { ConnectorPicture } from '../parts/connector-picture.tsx';
import { focusHeading } from '../parts/focus-heading.ts';
import { LoadingForm } from '../parts/loading.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Screen } from '../parts/screen.tsx';
import { SendTest } from '../url/send-test.tsx';
import { UrlShapes, WebhookUrl } from '../url/webhook-url.tsx';
import { useNavigation } from '../view.ts';
import { GuideSection } from './guide-section.tsx';
import { TwoColumns } from './two-columns.tsx';

const useStyles = makeStyles({
  steps: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalL },
  done: { justifySelf: 'start' },
});

/** A connection that was just made: its URL to take along, the guide with it filled in, a test message. */
export function SavedConnection(props: { connector: ConnectorDetail; connection: ConnectionDetail }) {
  const styles = useStyles();
  const { t } = useTranslation('configure');
  const { connector, connection } = props;
  const { open } = useNavigation();
  const feed = connection.connector.kind === 'feed';
  const url = useResource<WebhookUrlView>(feed ? undefined : `${connectionPath(connection.id)}/url`);
  // The form with its button is gone.
  useEffect(focusHeading, []);
  const picture = (
    <ConnectorPicture icon={connector.icon} name={connection.name} pictureUrl={connection.pictureUrl} size={32} />
  );
  return (
    <Screen title={t('saved.title', { name: connection.name })} before={picture}>
      <TwoColumns
        main={
          <div className={styles.steps}>
            <Text>{t(feed ? 'saved.feed' : 'saved.webhook')}</Text>
            {!feed && url.state === 'loading' && <LoadingForm fields={1} />}
            {url.state === 'failed' && <ProblemMessage problem={url.problem} onRetry={url.reload} />}
            {url.state === 'ready' && (
              <>
                <WebhookUrl url={url.data} isNew={false} />
                <UrlShapes url={url.data} />
              </>
            )}
            <SendTest connectionId={connection.id} />
            <Button className={styles.done} appearance="primary" onClick={() => open({ name: 'configured' })}>
              {t('done')}
            </Button>
          </div>
        }
        beside={<GuideSection connector={connector} webhookUrl={url.state === 'ready' ? url.data.url : undefined} />}
      />
    </Screen>
  );
}
