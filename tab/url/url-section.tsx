import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../channel.ts';
import type { OpenConnection } from '../connections/open-connection.ts';
import { OwnUrl } from './own-url.tsx';
import { UrlMessage } from './url-message.tsx';

const useStyles = makeStyles({
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalL },
});

/** The webhook URL of a connection. Whoever may not change the connection sees how it stands with it, not the URL. */
export default function UrlSection({ connection }: { connection: OpenConnection }) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const { view } = useChannel();
  const { url, regenerate } = connection.data;
  if (!url || !regenerate) return null;
  if (view.mayChange) return <OwnUrl connection={connection} regenerate={regenerate} />;
  return (
    <div className={styles.stack}>
      <UrlMessage state={url} regenerate={regenerate} />
      <Text>{t('hidden', { whyNot: view.whyNot ?? '' })}</Text>
    </div>
  );
}
