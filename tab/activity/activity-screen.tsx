import { useTranslation } from 'react-i18next';
import type { ActivityDetail } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useResource } from '../api/use-resource.ts';
import { connectionPath } from '../connections/open-connection.ts';
import { usePolling } from '../paging/use-polling.ts';
import { LoadingForm } from '../parts/loading.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Screen } from '../parts/screen.tsx';
import { useTime } from '../parts/use-time.ts';
import { useNavigation } from '../view.ts';
import { ActivityView } from './activity-view.tsx';

/** One request: what it was, what became of it, its body and the card; it follows by itself while it waits. */
export default function ActivityScreen({ connectionId, activityId }: { connectionId: string; activityId: string }) {
  const { t } = useTranslation('activity');
  const { back } = useNavigation();
  const api = useApi();
  const time = useTime();
  const path = `${connectionPath(connectionId)}/activities/${encodeURIComponent(activityId)}`;
  const activity = useResource<ActivityDetail>(path);
  const ready = activity.state === 'ready' ? activity : undefined;
  usePolling(ready?.data.outcome === 'waiting', async () => {
    // A look that goes wrong tells nothing: the next one may.
    const answer = await api.get<ActivityDetail>(path).catch(() => undefined);
    if (answer) ready?.replace(answer.data, answer.etag);
  });

  if (activity.state === 'ready')
    return (
      <Screen title={t('request', { time: time.exact(activity.data.at) })} onBack={back}>
        <ActivityView path={path} activity={activity.data} onReplayed={activity.reload} />
      </Screen>
    );
  return (
    <Screen title={t('title')} onBack={back}>
      {activity.state === 'loading' ? (
        <LoadingForm />
      ) : activity.problem.status === 404 ? (
        <ProblemMessage problem={{ ...activity.problem, detail: t('notThere') }} />
      ) : (
        <ProblemMessage problem={activity.problem} onRetry={activity.reload} />
      )}
    </Screen>
  );
}
