import { Button, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useTask } from '../api/use-task.ts';
import { useChannel } from '../channel.ts';
import { ConnectorPicture } from '../parts/connector-picture.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { NewUrl } from './new-url.tsx';
import { type Regenerated, regenerate } from './regenerate.ts';
import { needsAttention } from './url-actions.ts';
import { UrlMessage } from './url-message.tsx';

const useStyles = makeStyles({
  card: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalM },
  head: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  words: { display: 'grid', minWidth: 0 },
  name: { ...typographyStyles.subtitle2, margin: 0, outline: 'none', overflowWrap: 'anywhere' },
  connector: { color: tokens.colorNeutralForeground2 },
  button: { justifySelf: 'start' },
});

/** A connection whose URL must be regenerated: why, until when, the one button, and then the new URL in its place. */
export function AttentionCard({ connection }: { connection: ConnectionSummary }) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const api = useApi();
  const channel = useChannel();
  const task = useTask();
  const heading = useRef<HTMLHeadingElement>(null);
  const [regenerated, setRegenerated] = useState<Regenerated>();
  const { url, regenerate: kind, connector } = connection;

  // The button that was pressed is gone: focus goes to what has come in its place.
  useEffect(() => {
    if (regenerated) heading.current?.focus();
  }, [regenerated]);

  if (!url || !kind) return null;
  const start = async () => {
    let made: Regenerated | undefined;
    const done = await task.run(async () => {
      made = await regenerate(api, connection.id);
    });
    if (done) channel.reload();
    setRegenerated(made);
  };
  const label = needsAttention(url) ? t(`${kind}.action`) : t('page.show');

  return (
    <article className={styles.card} aria-labelledby={`connection-${connection.id}`}>
      <header className={styles.head}>
        <ConnectorPicture icon={connector.icon} name={connection.name} pictureUrl={connection.pictureUrl} />
        <div className={styles.words}>
          <h2 id={`connection-${connection.id}`} ref={heading} tabIndex={-1} className={styles.name}>
            {connection.name}
          </h2>
          <Text size={200} className={styles.connector}>
            {connector.name}
          </Text>
        </div>
      </header>
      {regenerated ? (
        <NewUrl regenerated={regenerated} />
      ) : (
        <>
          <UrlMessage state={url} regenerate={kind} />
          {channel.view.mayChange && (
            <Button
              appearance="primary"
              className={styles.button}
              disabledFocusable={task.busy}
              aria-label={`${label}: ${connection.name}`}
              onClick={() => void start()}
            >
              {task.busy ? t(`${kind}.busy`) : label}
            </Button>
          )}
          {task.problem && <ProblemMessage problem={task.problem} />}
        </>
      )}
    </article>
  );
}
