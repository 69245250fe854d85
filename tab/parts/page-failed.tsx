import { Button, makeStyles, Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Frame } from './frame.tsx';
import { Screen } from './screen.tsx';

const useStyles = makeStyles({ button: { justifySelf: 'start' } });

/** Stands where a screen has a fault, or where a part of it could not be loaded. */
export function ScreenFailed() {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Screen title={t('failed.title')}>
      <Text>{t('failed.text')}</Text>
      <Button className={styles.button} appearance="primary" onClick={() => location.reload()}>
        {t('failed.action')}
      </Button>
    </Screen>
  );
}

/** The same as a page of its own. */
export function PageFailed() {
  return (
    <Frame>
      <main>
        <ScreenFailed />
      </main>
    </Frame>
  );
}
