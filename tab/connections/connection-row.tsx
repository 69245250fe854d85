import { Badge, Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../bot/api/contract.ts';
import { ConnectorPicture } from '../parts/connector-picture.tsx';
import { useTime } from '../parts/use-time.ts';
import { UrlReason } from '../url/url-reason.tsx';
import { UrlStatus } from '../url/url-status.tsx';
import { PHONE } from '../widths.ts';
import { addedText, lastMessageText } from './connection-facts.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    // A thousand rows: what is out of sight is not laid out.
    contentVisibility: 'auto',
    containIntrinsicBlockSize: 'auto 56px',
  },
  words: { flex: '1 1 200px', minWidth: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' },
  name: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  title: { overflowWrap: 'anywhere' },
  about: { color: tokens.colorNeutralForeground2 },
  manage: {
    flex: '0 1 220px',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    rowGap: tokens.spacingVerticalXS,
    justifyItems: 'start',
    // On a phone it stands under the words.
    [PHONE]: { flexBasis: '100%', marginLeft: '52px' },
  },
});

const statusColors = { active: 'success', paused: 'informative', suspended: 'warning' } as const;

/** A connection in the list: what it is, how it stands with it, and the button that leads to it. */
export function ConnectionRow(props: {
  connection: ConnectionSummary;
  /** Whether one may change it, or only look. */
  mayChange: boolean;
  onManage: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('connections');
  const time = useTime();
  const { connection, mayChange, onManage } = props;
  const { name, connector, status, url } = connection;
  const verb = mayChange ? 'manage' : 'view';
  return (
    <li className={styles.row}>
      <ConnectorPicture icon={connector.icon} name={name} pictureUrl={connection.pictureUrl} />
      <div className={styles.words}>
        <div className={styles.name}>
          <Text weight="semibold" className={styles.title}>
            {name}
          </Text>
          <Badge appearance="tint" color={statusColors[status]}>
            {t(`status.${status}`)}
          </Badge>
        </div>
        <Text size={200} className={styles.about}>
          {connector.name} · {lastMessageText(t, time, connection)}
        </Text>
        <Text size={200} className={styles.about}>
          {addedText(t, time, connection)}
        </Text>
        {connection.statusReason && <Text size={200}>{connection.statusReason}</Text>}
      </div>
      <div className={styles.manage}>
        <Button aria-label={t(`${verb}Named`, { name })} onClick={onManage}>
          {t(verb)}
        </Button>
        {url && <UrlStatus status={url.status} />}
        {url && <UrlReason state={url} />}
      </div>
    </li>
  );
}
