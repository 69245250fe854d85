import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ActivityOutcome, ConnectionDetail } from '../../bot/api/contract.ts';
import { useChannel } from '../channel.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { SendTest } from '../url/send-test.tsx';
import { useNavigation } from '../view.ts';

const useStyles = makeStyles({
  stack: { display: 'grid', justifyItems: 'center', rowGap: tokens.spacingVerticalM },
});

/** Nothing came in, or nothing of what is asked for: what to do so that something does. */
export function NoActivity(props: {
  connection: ConnectionDetail;
  outcome: ActivityOutcome | undefined;
  onShowAll: () => void;
  onSent: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('activity');
  const { t: ofUrl } = useTranslation('url');
  const { mayChange } = useChannel().view;
  const navigation = useNavigation();
  const { connection, outcome } = props;
  if (outcome)
    return (
      <EmptyState
        title={t('noneOf.title')}
        text={t(`noneOf.${outcome}`)}
        action={{ label: t('noneOf.action'), onClick: props.onShowAll }}
      />
    );
  const feed = connection.connector.kind === 'feed';
  const title = t(feed ? 'empty.feedTitle' : 'empty.title');
  if (!mayChange) return <EmptyState title={title} text={t('empty.readerText')} />;
  const showUrl = () => navigation.open({ name: 'connection', connectionId: connection.id, section: 'url' });
  return (
    <div className={styles.stack}>
      <EmptyState
        title={title}
        text={t(feed ? 'empty.feedText' : 'empty.text')}
        {...(!feed && { action: { label: ofUrl('url'), onClick: showUrl } })}
      />
      <SendTest connectionId={connection.id} withLink={false} onSent={props.onSent} />
    </div>
  );
}
