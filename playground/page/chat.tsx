import { makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { AuthorAvatar } from './author-avatar.tsx';
import type { ChannelPosts } from './channel-posts.ts';
import { Compose } from './compose.tsx';
import { useHost } from './host/use-host.ts';
import { LoadingPosts } from './loading.tsx';
import { PostList } from './post-list.tsx';

const useStyles = makeStyles({
  main: {
    flex: '1 1 auto',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  header: {
    flex: '0 0 auto',
    minHeight: '56px',
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { margin: 0, fontSize: tokens.fontSizeBase400 },
  conversation: { flex: '1 1 auto', minHeight: 0, display: 'flex', flexDirection: 'column' },
});

/** The chat of whoever one is with the bot. */
export function Chat(props: { posts: ChannelPosts | undefined; onLoadEarlier: () => Promise<void> }) {
  const styles = useStyles();
  const { team, user } = useHost();
  const { posts, onLoadEarlier } = props;
  return (
    <main className={styles.main}>
      <header className={styles.header}>
        <AuthorAvatar author={{ ...team.bot, kind: 'bot' }} size={32} />
        <Subtitle1 as="h1" className={styles.name}>
          {team.bot.name}
        </Subtitle1>
      </header>
      <section className={styles.conversation} aria-label={`Chat with ${team.bot.name}`}>
        {posts ? <PostList {...posts} tryIt={null} inChat onLoadEarlier={onLoadEarlier} /> : <LoadingPosts />}
        <Compose channelId={user.chatId} inChat />
      </section>
    </main>
  );
}
