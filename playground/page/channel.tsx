import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Channel as ChannelOfTeam, Team, User } from './api.ts';
import { ChannelHeader } from './channel-header.tsx';
import type { ChannelPosts } from './channel-posts.ts';
import { Compose } from './compose.tsx';
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

export function Channel(props: {
  team: Team;
  channel: ChannelOfTeam;
  user: User;
  /** Undefined while they are being read. */
  posts: ChannelPosts | undefined;
  onLoadEarlier: () => Promise<void>;
}) {
  const styles = useStyles();
  const { team, channel, user, posts, onLoadEarlier } = props;
  const roomForPanel = useMedia(ROOM_FOR_PANEL);
  const [panel, setPanel] = useState(() => roomForPanel && recall('try-it') !== 'closed');
  const showPanel = (shown: boolean) => {
    setPanel(shown);
    remember('try-it', shown ? 'open' : 'closed');
  };
  // Said once is enough: not among the posts while the panel says it beside them.
  const hint = panel && roomForPanel ? null : team.tryIt;

  return (
    <main className={styles.main}>
      <ChannelHeader
        channel={channel}
        teamName={team.team.name}
        panel={panel}
        onPanel={team.tryIt ? showPanel : undefined}
      />
      <div className={styles.body}>
        <section className={styles.conversation} aria-label={`Posts in ${channel.name}`}>
          {posts ? (
            <PostList {...posts} tryIt={hint} user={user} bot={team.bot} onLoadEarlier={onLoadEarlier} />
          ) : (
            <LoadingPosts />
          )}
          <Compose channelId={channel.id} user={user} bot={team.bot} />
        </section>
        {team.tryIt && (
          <TryItPanel tryIt={team.tryIt} open={panel} beside={roomForPanel} onClose={() => showPanel(false)} />
        )}
      </div>
    </main>
  );
}
