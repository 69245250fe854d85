import { Button, Divider, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Fragment, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionDetail } from '../../bot/api/contract.ts';
import { useResource } from '../api/use-resource.ts';
import { useChannel } from '../channel.ts';
import { connectionPath } from '../connections/open-connection.ts';
import { useHost } from '../host/use-host.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Frame } from '../parts/frame.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Screen } from '../parts/screen.tsx';
import { AttentionCard } from './attention-card.tsx';
import { needsAttention } from './url-actions.ts';
import { useAttention } from './use-attention.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalXL },
  foot: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, justifyContent: 'space-between' },
});

/**
 * The dialog of a prompt: the connections of the channel that need attention, each with its button. Where the prompt
 * is about one of them, that one; so it is two clicks from the prompt to the new URL.
 */
export default function UpdateUrlPage({ connectionId }: { connectionId: string | undefined }) {
  const { t } = useTranslation('url');
  const [all, setAll] = useState(connectionId === undefined);
  return (
    <Frame>
      <main>
        <Screen title={t('page.title')}>
          {all || connectionId === undefined ? (
            <AllConnections />
          ) : (
            <OneConnection connectionId={connectionId} onAll={() => setAll(true)} />
          )}
        </Screen>
      </main>
    </Frame>
  );
}

function AllConnections() {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const host = useHost();
  const channel = useChannel();
  const attention = useAttention(channel.id);
  if (attention.state === 'loading') return <LoadingRows rows={2} />;
  if (attention.state === 'failed') return <ProblemMessage problem={attention.problem} onRetry={attention.reload} />;
  const { connections } = attention;
  if (connections.length === 0) {
    const close = { label: t('page.none.action'), onClick: () => host.closeDialog() };
    return (
      <EmptyState
        title={t('page.none.title')}
        text={t('page.none.text')}
        {...(host.place === 'dialog' && { action: close })}
      />
    );
  }
  return (
    <div className={styles.list}>
      {connections.length > 1 && <Text>{t('page.intro', { count: connections.length })}</Text>}
      {connections.map((connection, index) => (
        <Fragment key={connection.id}>
          {index > 0 && <Divider />}
          <AttentionCard connection={connection} />
        </Fragment>
      ))}
      <Foot />
    </div>
  );
}

function OneConnection({ connectionId, onAll }: { connectionId: string; onAll: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const { view } = useChannel();
  const connection = useResource<ConnectionDetail>(connectionPath(connectionId));
  // What the card shows is what there was before its button was pressed.
  const [othersAtFirst] = useState(view.attentionRequired);
  if (connection.state === 'loading') return <LoadingRows rows={1} />;
  if (connection.state === 'failed') {
    if (connection.problem.status !== 404)
      return <ProblemMessage problem={connection.problem} onRetry={connection.reload} />;
    const action = { label: t('page.gone.action'), onClick: onAll };
    return <EmptyState title={t('page.gone.title')} text={t('page.gone.text')} action={action} />;
  }
  const { data } = connection;
  const others = othersAtFirst - (data.url && needsAttention(data.url) ? 1 : 0);
  return (
    <div className={styles.list}>
      <AttentionCard connection={data} />
      <Foot>{others > 0 && <Button onClick={onAll}>{t('page.others', { count: others })}</Button>}</Foot>
    </div>
  );
}

function Foot({ children }: { children?: ReactNode }) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const host = useHost();
  return (
    <footer className={styles.foot}>
      {host.place === 'dialog' && <Button onClick={() => host.closeDialog()}>{t('page.done')}</Button>}
      {children}
    </footer>
  );
}
