import { FluentProvider } from '@fluentui/react-components';
import type { i18n } from 'i18next';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Address } from './address.ts';
import { createApi } from './api/client.ts';
import { createKeptAnswers } from './api/kept-answers.ts';
import { ApiContext } from './api/use-api.ts';
import { themeOf } from './card/teams-theme.ts';
import { ThemeForBody } from './card/theme-for-body.tsx';
import { ChannelProvider } from './channel-provider.tsx';
import { FocusManagement } from './host/focus-management.tsx';
import type { Host } from './host/host.ts';
import { HostContext } from './host/use-host.ts';
import { NavigationProvider } from './navigation.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { Frame } from './parts/frame.tsx';
import { LoadingRows } from './parts/loading.tsx';
import { PageFailed } from './parts/page-failed.tsx';
import { LoadingShell, Shell } from './shell.tsx';

const ConfigurePage = lazy(() => import('./configure/configure-page.tsx'));
const UpdateUrlPage = lazy(() => import('./url/update-url-page.tsx'));

interface AppProps {
  host: Host;
  texts: i18n;
  address: Address;
}

/** The page in Teams: its theme, its language, who one is, and the page that the address names. */
export function App({ host, texts, address }: AppProps) {
  const [theme, setTheme] = useState(host.theme);
  const access = useMemo(() => apiOf(host, texts), [host, texts]);
  const channelId = host.channelId ?? address.channelId;

  useEffect(() => {
    host.onThemeChange(setTheme);
    // The page has its own picture of loading: Teams may take its own away.
    host.notifySuccess();
  }, [host]);

  return (
    <I18nextProvider i18n={texts}>
      <FluentProvider theme={themeOf(theme)}>
        <ThemeForBody theme={theme} />
        <FocusManagement />
        <HostContext value={host}>
          <ApiContext value={access}>
            <ErrorBoundary fallback={<PageFailed />}>
              <Suspense fallback={<LoadingPage />}>
                <Page address={address} channelId={channelId} />
              </Suspense>
            </ErrorBoundary>
          </ApiContext>
        </HostContext>
      </FluentProvider>
    </I18nextProvider>
  );
}

function Page({ address, channelId }: { address: Address; channelId: string | undefined }): ReactNode {
  if (address.page === 'configure') return <ConfigurePage channelId={channelId} />;
  // Nothing has to be undone when the tab is removed: connections belong to the channel.
  if (address.page === 'remove') return null;
  return (
    <NavigationProvider channelId={channelId}>
      {address.page === 'update-url' ? (
        <ChannelProvider channelId={channelId} loading={<LoadingPage />}>
          <UpdateUrlPage connectionId={address.connectionId} />
        </ChannelProvider>
      ) : (
        <ChannelProvider channelId={channelId} loading={<LoadingShell />}>
          <Shell />
        </ChannelProvider>
      )}
    </NavigationProvider>
  );
}

function LoadingPage() {
  return (
    <Frame>
      <LoadingRows />
    </Frame>
  );
}

function apiOf(host: Host, texts: i18n) {
  const kept = createKeptAnswers();
  const api = createApi({
    token: host.token,
    language: host.locale,
    onChange: kept.clear,
    texts: {
      signOnFailed: texts.t('reading.signOnFailed'),
      unreachable: texts.t('reading.unreachable'),
      notUnderstood: texts.t('reading.notUnderstood'),
    },
  });
  return { api, kept };
}
