import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectorSummary } from '../../bot/api/contract.ts';
import { useChannel } from '../channel.ts';
import { useNavigation } from '../view.ts';
import { ConnectorRow } from './connector-row.tsx';
import type { FoundConnectors } from './connector-search.ts';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  heading: { ...typographyStyles.subtitle2, margin: `${tokens.spacingVerticalL} 0 0` },
  toggle: { marginLeft: '-8px', paddingLeft: '8px', fontSize: 'inherit', fontWeight: 'inherit' },
});

/** Connectors that can be added; under them, folded away, those that take no new connections, with the reason. */
export function ConnectorList({ found, unfolded }: { found: FoundConnectors; unfolded: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation('catalogue');
  const [shown, setShown] = useState(false);
  const id = useId();
  const { offered, refused } = found;
  const open = shown || unfolded;
  return (
    <div>
      {offered.length > 0 && (
        <section>
          <h2 className="visually-hidden">{t('offered')}</h2>
          <Rows connectors={offered} />
        </section>
      )}
      {refused.length > 0 && (
        <section>
          <h2 className={styles.heading}>
            <Button
              className={styles.toggle}
              appearance="transparent"
              icon={open ? <ChevronDown20Regular /> : <ChevronRight20Regular />}
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setShown(!open)}
            >
              {t('refused', { count: refused.length })}
            </Button>
          </h2>
          <div id={id}>{open && <Rows connectors={refused} />}</div>
        </section>
      )}
    </div>
  );
}

function Rows({ connectors }: { connectors: readonly ConnectorSummary[] }) {
  const styles = useStyles();
  const { view } = useChannel();
  const { open } = useNavigation();
  return (
    <ul className={styles.list}>
      {connectors.map(connector => (
        <ConnectorRow
          key={connector.id}
          connector={connector}
          mayAdd={view.mayChange && view.connectorsEnabled}
          onAdd={() => open({ name: 'configure', connectorId: connector.id })}
          onShowConfigured={() => open({ name: 'configured' })}
        />
      ))}
    </ul>
  );
}
