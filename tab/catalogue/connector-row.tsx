import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ConnectorSummary } from '../../bot/api/contract.ts';
import { ConnectorPicture } from '../parts/connector-picture.tsx';
import { PHONE } from '../widths.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [PHONE]: { flexWrap: 'wrap' },
  },
  words: {
    flex: '1 1 0',
    minWidth: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    [PHONE]: { flexBasis: 'calc(100% - 60px)' },
  },
  title: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: `0 ${tokens.spacingHorizontalS}` },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: 600 },
  quiet: { color: tokens.colorNeutralForeground2 },
  why: { marginTop: tokens.spacingVerticalXXS },
  configured: { fontSize: tokens.fontSizeBase200 },
  // On a phone the buttons stand under the words, as wide as them.
  action: { flex: '0 0 auto', minWidth: '112px', [PHONE]: { marginLeft: '52px' } },
});

/** A connector of the catalogue, with the button that adds it or says how often it is configured here. */
export function ConnectorRow(props: {
  connector: ConnectorSummary;
  /** Whether one may add connections here. */
  mayAdd: boolean;
  onAdd: () => void;
  onShowConfigured: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('catalogue');
  const { connector, mayAdd, onAdd, onShowConfigured } = props;
  const { availability, configured } = connector;
  const available = availability.state === 'available';
  return (
    <li className={styles.row}>
      <ConnectorPicture icon={connector.icon} name={connector.name} />
      <div className={styles.words}>
        <div className={styles.title}>
          <h3 className={styles.name}>{connector.name}</h3>
          {connector.publisher && (
            <Text size={200} className={styles.quiet}>
              {connector.publisher}
            </Text>
          )}
          {configured > 0 && (
            <Link as="button" className={styles.configured} onClick={onShowConfigured}>
              {t('configured', { count: configured })}
            </Link>
          )}
        </div>
        {connector.description && <Text className={styles.quiet}>{connector.description}</Text>}
        {availability.state !== 'available' && (
          <Text size={200} className={styles.why}>
            {availability.text}
          </Text>
        )}
      </div>
      {available && mayAdd && (
        <Button className={styles.action} aria-label={t('addNamed', { name: connector.name })} onClick={onAdd}>
          {t('add')}
        </Button>
      )}
    </li>
  );
}
