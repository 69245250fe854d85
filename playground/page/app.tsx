import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { systemTheme, type ThemeName, themeNames, themeOf } from '../../tab/card/teams-theme.ts';
import { ThemeForBody } from '../../tab/card/theme-for-body.tsx';
import type { User } from './api.ts';
import { AppBar } from './app-bar.tsx';
import { Channel, type OpenTab } from './channel.tsx';
import { Chat } from './chat.tsx';
import { HostProvider } from './host/host-provider.tsx';
import { locales, preferredLocale } from './host/locale.ts';
import { Loading } from './loading.tsx';
import { openChannels } from './page-state.ts';
import { recall, remember } from './preferences.ts';
import { ProblemBar } from './problem-bar.tsx';
import { TeamPane } from './team-pane.tsx';
import { useMedia } from './use-media.ts';
import { usePlayground } from './use-playground.ts';

const useStyles = makeStyles({
  shell: {
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground4,
  },
  body: { flex: '1 1 auto', minHeight: 0, display: 'flex' },
});

export function App() {
  const [theme, setTheme] = useTheme();
  return (
    <FluentProvider theme={themeOf(theme)}>
      <ThemeForBody theme={theme} />
      <Shell theme={theme} onTheme={setTheme} />
    </FluentProvider>
  );
}

function Shell({ theme, onTheme }: { theme: ThemeName; onTheme: (theme: ThemeName) => void }) {
  const styles = useStyles();
  const { state, problem, openChannel, loadEarlier } = usePlayground();
  const [userId, setUserId] = useState(recall('user'));
  const [locale, setLocale] = useState(
    () => locales.find(each => each === recall('locale')) ?? preferredLocale(navigator.languages),
  );
  const [openTabs, setOpenTabs] = useState<Readonly<Record<string, OpenTab | undefined>>>({});
  const [channelsShown, setChannelsShown] = useState(false);
  const { team, channelId } = state;
  const user = team?.users.find(each => each.id === userId) ?? team?.users[0];
  const channel = team && openChannels(team).find(each => each.id === channelId);

  const choose = (chosen: User) => {
    remember('user', chosen.id);
    setUserId(chosen.id);
  };
  // A chat is of one person: whoever one becomes has another.
  const foreignChat = user && team?.users.some(each => each.chatId === channelId) && user.chatId !== channelId;
  useEffect(() => {
    if (foreignChat) openChannel(user.chatId);
  }, [foreignChat, user, openChannel]);

  const openTab = (id: string, tab: OpenTab | undefined) => setOpenTabs({ ...openTabs, [id]: tab });
  const posts = channelId === undefined ? undefined : state.channels[channelId];

  return (
    <div className={styles.shell}>
      <AppBar
        theme={theme}
        onTheme={onTheme}
        locale={locale}
        onLocale={chosen => {
          remember('locale', chosen);
          setLocale(chosen);
        }}
        users={team?.users ?? []}
        user={user}
        onUser={choose}
        onShowChannels={() => setChannelsShown(true)}
      />
      <ProblemBar lost={state.connection === 'lost'} problem={problem} />
      <div className={styles.body}>
        <TeamPane
          team={team}
          user={user}
          channelId={channelId}
          unread={state.unread}
          onOpen={openChannel}
          shown={channelsShown}
          onClose={() => setChannelsShown(false)}
        />
        {team && user && channelId !== undefined ? (
          <HostProvider
            team={team}
            user={user}
            theme={theme}
            locale={locale}
            channelId={channelId}
            onOpenChannel={openChannel}
            onOpenTab={(id, tabId, subEntityId) => {
              openChannel(id);
              openTab(id, { tabId, subEntityId });
            }}
          >
            {channel ? (
              <Channel
                key={channel.id}
                channel={channel}
                tab={openTabs[channel.id]}
                onTab={tabId =>
                  openTab(channel.id, tabId === undefined ? undefined : { tabId, subEntityId: undefined })
                }
                posts={posts}
                onLoadEarlier={loadEarlier}
              />
            ) : (
              <Chat key={channelId} posts={posts} onLoadEarlier={loadEarlier} />
            )}
          </HostProvider>
        ) : (
          <Loading />
        )}
      </div>
    </div>
  );
}

/** The theme that was chosen; until one is, the system's. */
function useTheme(): [ThemeName, (theme: ThemeName) => void] {
  const [chosen, setChosen] = useState(() => themeNames.find(name => name === recall('theme')));
  // Asked only so that the page is drawn anew when the system's setting changes.
  useMedia('(prefers-color-scheme: dark)');
  useMedia('(forced-colors: active), (prefers-contrast: more)');
  const choose = (theme: ThemeName) => {
    remember('theme', theme);
    setChosen(theme);
  };
  return [chosen ?? systemTheme(), choose];
}
