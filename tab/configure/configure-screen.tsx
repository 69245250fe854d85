import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionDetail, ConnectorDetail } from '../../bot/api/contract.ts';
import { connectorPath } from '../api/paths.ts';
import { useResource } from '../api/use-resource.ts';
import { RightsMessage } from '../catalogue/rights-message.tsx';
import { useChannel } from '../channel.ts';
import { ConnectorPicture } from '../parts/connector-picture.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { LoadingForm } from '../parts/loading.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Screen } from '../parts/screen.tsx';
import { useNavigation } from '../view.ts';
import { NewConnection } from './new-connection.tsx';
import { SavedConnection } from './saved-connection.tsx';

/** Adds a connection of a connector: the form, and once it is saved its URL and what to do with it. */
export default function ConfigureScreen({ connectorId }: { connectorId: string }) {
  const { t } = useTranslation('configure');
  const { id, reload, view } = useChannel();
  const { back } = useNavigation();
  const connector = useResource<ConnectorDetail>(connectorPath(id, connectorId));
  const [saved, setSaved] = useState<ConnectionDetail>();

  if (connector.state === 'loading') {
    return (
      <Screen title={t('loadingTitle')} onBack={back}>
        <LoadingForm />
      </Screen>
    );
  }
  if (connector.state === 'failed') {
    return (
      <Screen title={t('loadingTitle')} onBack={back}>
        <ProblemMessage problem={connector.problem} onRetry={connector.reload} />
      </Screen>
    );
  }
  const { data } = connector;
  if (saved) return <SavedConnection key="saved" connector={data} connection={saved} />;
  const picture = <ConnectorPicture icon={data.icon} name={data.name} size={32} />;
  const { availability } = data;
  return (
    <Screen key="form" title={t('title', { name: data.name })} onBack={back} before={picture}>
      {availability.state !== 'available' ? (
        <EmptyState
          title={t(availability.state === 'scheduled' ? 'scheduled' : 'refused')}
          text={availability.text}
          action={{ label: t('otherConnector'), onClick: back }}
        />
      ) : !view.mayChange || !view.connectorsEnabled ? (
        <RightsMessage />
      ) : (
        <NewConnection
          connector={data}
          onSaved={connection => {
            setSaved(connection);
            reload();
          }}
        />
      )}
    </Screen>
  );
}
