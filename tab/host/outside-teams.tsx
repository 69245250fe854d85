import { Button, FluentProvider, Link, makeStyles, Title3, tokens } from '@fluentui/react-components';
import type { i18n } from 'i18next';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { systemTheme, themeOf } from '../card/teams-theme.ts';
import { ThemeForBody } from '../card/theme-for-body.tsx';

const useStyles = makeStyles({
  page: {
    display: 'grid',
    rowGap: tokens.spacingVerticalM,
    maxWidth: '520px',
    margin: '0 auto',
    padding: `12vh ${tokens.spacingHorizontalXL}`,
  },
  title: { margin: 0 },
  steps: { margin: 0, paddingLeft: '22px', display: 'grid', rowGap: tokens.spacingVerticalXS },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalL },
});

/** What somebody sees who opens the page by its address: where in Teams the app is. */
export function OutsideTeams({ texts }: { texts: i18n }) {
  // Nobody says which theme.
  const theme = systemTheme();
  return (
    <I18nextProvider i18n={texts}>
      <FluentProvider theme={themeOf(theme)}>
        <ThemeForBody theme={theme} />
        <Page />
      </FluentProvider>
    </I18nextProvider>
  );
}

function Page() {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <main className={styles.page}>
      <Title3 as="h1" className={styles.title}>
        {t('outside.title')}
      </Title3>
      <p className={styles.text}>{t('outside.text')}</p>
      <ul className={styles.steps}>
        <li>{t('outside.tab')}</li>
        <li>{t('outside.mention')}</li>
      </ul>
      <p className={styles.text}>{t('outside.slow')}</p>
      <div className={styles.actions}>
        <Link href="https://teams.microsoft.com" target="_top">
          {t('outside.openTeams')}
        </Link>
        <Button onClick={() => location.reload()}>{t('retry')}</Button>
      </div>
    </main>
  );
}
