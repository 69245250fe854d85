import type { ConnectorDetail } from '../../bot/api/contract.ts';
import { connectorPath } from '../api/paths.ts';
import { useResource } from '../api/use-resource.ts';
import { useChannel } from '../channel.ts';
import { LoadingForm } from '../parts/loading.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { ChangeForm } from './change-form.tsx';
import type { OpenConnection } from './open-connection.ts';
import { SettingsView } from './settings-view.tsx';

/** The settings of a connection: a form for those who may change it, else what is set, but for the secrets. */
export default function SettingsSection({ connection }: { connection: OpenConnection }) {
  const channel = useChannel();
  const connector = useResource<ConnectorDetail>(connectorPath(channel.id, connection.data.connector.id));
  if (connector.state === 'loading') return <LoadingForm />;
  if (connector.state === 'failed') return <ProblemMessage problem={connector.problem} onRetry={connector.reload} />;
  return channel.view.mayChange ? (
    <ChangeForm connection={connection} connector={connector.data} />
  ) : (
    <SettingsView connection={connection.data} connector={connector.data} whyNot={channel.view.whyNot} />
  );
}
