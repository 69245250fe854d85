import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ConnectorDetail } from '../../bot/api/contract.ts';
import { Guide } from '../parts/guide/guide.tsx';

const useStyles = makeStyles({ heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` } });

/** The connector's set-up steps, with the connection's URL filled in once there is one. */
export function GuideSection(props: { connector: ConnectorDetail; webhookUrl: string | undefined }) {
  const styles = useStyles();
  const { t } = useTranslation('configure');
  return (
    <section>
      <h2 className={styles.heading}>{t('guide', { name: props.connector.name })}</h2>
      <Guide markdown={props.connector.guide} webhookUrl={props.webhookUrl} />
    </section>
  );
}
