import { Text } from '@fluentui/react-components';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelView, Problem } from '../bot/api/contract.ts';
import { channelPath, connectorsPath } from './api/paths.ts';
import { useApiAccess } from './api/use-api.ts';
import { type Resource, useResource } from './api/use-resource.ts';
import { ChannelContext, type OpenChannel } from './channel.ts';
import { Frame } from './parts/frame.tsx';
import { ProblemMessage } from './parts/problem-message.tsx';
import { Screen } from './parts/screen.tsx';
import { useNavigation } from './view.ts';

/** Asks the service who one is in the channel; what is below is shown once that is known. */
export function ChannelProvider(props: { channelId: string | undefined; loading: ReactNode; children: ReactNode }) {
  const { channelId } = props;
  const { t } = useTranslation();
  const channel = useResource<ChannelView>(channelId === undefined ? undefined : channelPath(channelId));
  const data = useLastKnown(channel);
  const reload = channel.state === 'loading' ? undefined : channel.reload;
  useFirstList(channelId);

  const open = useMemo<OpenChannel | undefined>(
    () => (channelId !== undefined && data && reload ? { id: channelId, view: data, reload } : undefined),
    [channelId, data, reload],
  );

  if (open) return <ChannelContext value={open}>{props.children}</ChannelContext>;
  if (channelId === undefined) {
    return (
      <Alone title={t('noChannel.title')}>
        <Text>{t('noChannel.text')}</Text>
      </Alone>
    );
  }
  return channel.state === 'failed' ? <Refused problem={channel.problem} onRetry={channel.reload} /> : props.loading;
}

/** What is known of the channel: where it cannot be read anew just now, what was read before. */
function useLastKnown(channel: Resource<ChannelView>): ChannelView | undefined {
  const [known, setKnown] = useState<ChannelView>();
  if (channel.state === 'ready') {
    if (channel.data !== known) setKnown(channel.data);
    return channel.data;
  }
  return channel.state === 'failed' && isPassing(channel.problem) ? known : undefined;
}

/** Nobody was reached, or the service could not answer: not that something is refused. */
function isPassing({ status }: Problem): boolean {
  return status === 0 || status >= 500;
}

/** The catalogue is asked for at once, not only when it is known who one is. */
function useFirstList(channelId: string | undefined): void {
  const { api, kept } = useApiAccess();
  const { view } = useNavigation();
  const catalogue = view.name === 'all' || view.name === 'published';
  useEffect(() => {
    // The screen that joins this reading shows what went wrong with it.
    if (channelId !== undefined && catalogue) kept.read(api, connectorsPath(channelId)).catch(() => {});
  }, [api, kept, channelId, catalogue]);
}

/** That somebody may not see this is no fault: it is said calmly, and trying again would not help. */
function Refused({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useTranslation();
  const forbidden = problem.status === 403;
  return (
    <Alone title={t(forbidden ? 'noAccess' : 'appName')}>
      {forbidden ? <Text>{problem.detail}</Text> : <ProblemMessage problem={problem} onRetry={onRetry} />}
    </Alone>
  );
}

function Alone({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Frame>
      <main>
        <Screen title={title}>{children}</Screen>
      </main>
    </Frame>
  );
}
