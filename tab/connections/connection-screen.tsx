import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityOutcome, ConnectionDetail } from '../../bot/api/contract.ts';
import { useResource } from '../api/use-resource.ts';
import { ConnectorPicture } from '../parts/connector-picture.tsx';
import { LoadingForm } from '../parts/loading.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Screen } from '../parts/screen.tsx';
import { useTime } from '../parts/use-time.ts';
import { type ConnectionSection, useNavigation } from '../view.ts';
import { addedText, lastMessageText } from './connection-facts.ts';
import { ConnectionMessages } from './connection-messages.tsx';
import { connectionPath, type OpenConnection } from './open-connection.ts';
import { SectionLinks } from './section-links.tsx';
import { useWatchedConnection } from './use-watched-connection.ts';

const SettingsSection = lazy(() => import('./settings-section.tsx'));
const UrlSection = lazy(() => import('../url/url-section.tsx'));
const ActivitySection = lazy(() => import('../activity/activity-section.tsx'));
const ActivityScreen = lazy(() => import('../activity/activity-screen.tsx'));

const useStyles = makeStyles({
  about: { color: tokens.colorNeutralForeground2 },
});

interface ConnectionScreenProps {
  connectionId: string;
  section: ConnectionSection;
  activityId?: string;
}

/** One connection: its settings, its webhook URL and what came in; or one request of it. */
export default function ConnectionScreen({ connectionId, section, activityId }: ConnectionScreenProps) {
  const { t } = useTranslation('connections');
  const navigation = useNavigation();
  const connection = useResource<ConnectionDetail>(connectionPath(connectionId));
  // Kept here, where it outlives a look at one request.
  const [outcome, setOutcome] = useState<ActivityOutcome>();
  if (section === 'activity' && activityId !== undefined)
    return (
      <Suspense fallback={<LoadingForm />}>
        <ActivityScreen connectionId={connectionId} activityId={activityId} />
      </Suspense>
    );
  const onBack = () => navigation.open({ name: 'configured' });
  if (connection.state === 'ready')
    return (
      <Connection connection={connection} section={section} outcome={outcome} onOutcome={setOutcome} onBack={onBack} />
    );
  return (
    <Screen title={t('connection')} onBack={onBack}>
      {connection.state === 'loading' ? (
        <LoadingForm />
      ) : (
        <ProblemMessage problem={connection.problem} onRetry={connection.reload} />
      )}
    </Screen>
  );
}

function Connection(props: {
  connection: OpenConnection;
  section: ConnectionSection;
  outcome: ActivityOutcome | undefined;
  onOutcome: (outcome: ActivityOutcome | undefined) => void;
  onBack: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('connections');
  const time = useTime();
  const navigation = useNavigation();
  const { connection, outcome, onOutcome, onBack } = props;
  const { data } = connection;
  useWatchedConnection(connection);
  // A feed has no URL.
  const sections = (['settings', 'url', 'activity'] as const).filter(name => name !== 'url' || data.url !== null);
  const section = sections.find(name => name === props.section) ?? 'settings';

  return (
    <Screen
      title={data.name}
      onBack={onBack}
      before={<ConnectorPicture icon={data.connector.icon} name={data.name} pictureUrl={data.pictureUrl} />}
    >
      <Text size={200} className={styles.about}>
        {[data.connector.name, addedText(t, time, data), lastMessageText(t, time, data)].join(' · ')}
      </Text>
      <ConnectionMessages connection={connection} section={section} />
      <SectionLinks
        sections={sections}
        current={section}
        onOpen={name => navigation.open({ name: 'connection', connectionId: data.id, section: name })}
      />
      <Suspense fallback={<LoadingForm />}>
        {section === 'settings' && <SettingsSection connection={connection} />}
        {section === 'url' && <UrlSection connection={connection} />}
        {section === 'activity' && <ActivitySection connection={connection} outcome={outcome} onOutcome={onOutcome} />}
      </Suspense>
    </Screen>
  );
}
