import { makeStyles } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../address.ts';
import { useHost } from '../host/use-host.ts';
import { Frame } from '../parts/frame.tsx';
import { Screen } from '../parts/screen.tsx';

const useStyles = makeStyles({
  text: { margin: 0, maxWidth: '60ch' },
});

/** What Teams shows in its own dialog when the tab is added to a channel: there is nothing to choose. */
export default function ConfigurePage({ channelId }: { channelId: string | undefined }) {
  const styles = useStyles();
  const { t } = useTranslation('configure');
  const { t: common } = useTranslation();
  const host = useHost();

  useEffect(() => {
    if (channelId === undefined || host.place !== 'settings') return;
    host.offerTab({
      contentUrl: new URL(addressOf({ name: 'all' }, channelId), location.origin).href,
      entityId: 'connectors',
      name: common('appName'),
    });
  }, [host, channelId, common]);

  return (
    <Frame>
      <main>
        {channelId === undefined ? (
          <Screen title={common('noChannel.title')}>
            <p className={styles.text}>{common('noChannel.text')}</p>
          </Screen>
        ) : (
          <Screen title={t('tab.title')}>
            <p className={styles.text}>{t('tab.text')}</p>
            <p className={styles.text}>{t('tab.save')}</p>
          </Screen>
        )}
      </main>
    </Frame>
  );
}
