import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Channel as ChannelOfTeam } from './api.ts';
import { ChannelHeader } from './channel-header.tsx';
import type { ChannelPosts } from './channel-posts.ts';
import { Compose } from './compose.tsx';
import { TabContent } from './host/tab-content.tsx';
import { useHost } from './host/use-host.ts';
import { LoadingPosts } from './loading.tsx';
import { PostList } from './post-list.tsx';
import { recall, remember } from './preferences.ts';
import { TryItPanel } from './try-it.tsx';
import { useMedia } from './use-media.ts';
import { ROOM_FOR_PANEL } from './widths.ts';

const useStyles = makeStyles({
  main: {
    flex: '1 1 auto',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  body: { flex: '1 1 auto', minHeight: 0, display: 'flex' },
  conversation: { flex: '1 1 auto', minWidth: 0, display: 'flex', flexDirection: 'column' },
});

/** The tab of a channel that is open, and what a link named within it. */
export type OpenTab = { tabId: string; subEntityId: string | undefined };

export function Channel(props: {
  channel: ChannelOfTeam;
  /** Undefined: Posts. */
  tab: OpenTab | undefined;
  onTab: (tabId: string | undefined) => void;
  /** Undefined while they are being read. */
  posts: ChannelPosts | undefined;
  onLoadEarlier: () => Promise<void>;
}) {
  const styles = useStyles();
  const { team } = useHost();
  const { channel, posts, onLoadEarlier } = props;
  const { beside, shown, show } = usePanel();
  const tab = channel.tabs.find(each => each.id === props.tab?.tabId);
  // Said once is enough: not among the posts while the panel says it beside them.
  const hint = shown && beside ? null : team.tryIt;

  return (
    <main className={styles.main}>
      <ChannelHeader
        channel={channel}
        teamName={team.team.name}
        tabId={tab?.id}
        onTab={props.onTab}
        panel={shown}
        onPanel={team.tryIt && !tab ? show : undefined}
      />
      <div className={styles.body}>
        {tab ? (
          <TabContent key={tab.id} channelId={channel.id} tab={tab} subEntityId={props.tab?.subEntityId} />
        ) : (
          <section className={styles.conversation} aria-label={`Posts in ${channel.name}`}>
            {posts ? <PostList {...posts} tryIt={hint} onLoadEarlier={onLoadEarlier} /> : <LoadingPosts />}
            <Compose channelId={channel.id} />
          </section>
        )}
        {team.tryIt && !tab && (
          <TryItPanel tryIt={team.tryIt} open={shown} beside={beside} onClose={() => show(false)} />
        )}
      </div>
    </main>
  );
}

/**
 * Whether the panel is shown. Where there is room it stands beside the posts, which is remembered. Where there is none
 * it would lie over them, and so it is there only while somebody wants it: never because the window became narrower.
 */
function usePanel(): { beside: boolean; shown: boolean; show: (shown: boolean) => void } {
  const beside = useMedia(ROOM_FOR_PANEL);
  const [wanted, setWanted] = useState(() => recall('try-it') !== 'closed');
  const [over, setOver] = useState(false);
  if (beside && over) setOver(false);
  const show = (shown: boolean) => {
    if (!beside) return setOver(shown);
    setWanted(shown);
    remember('try-it', shown ? 'open' : 'closed');
  };
  return { beside, shown: beside ? wanted : over, show };
}
