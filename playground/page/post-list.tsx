import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { ArrowDown16Regular } from '@fluentui/react-icons/svg/arrow-down';
import { useState } from 'react';
import type { Post as PostOfChannel, TryIt } from './api.ts';
import { EmptyChannel } from './empty-channel.tsx';
import { Post } from './post.tsx';
import { useNews } from './use-news.ts';
import { useStayAtEnd } from './use-stay-at-end.ts';
import { PHONE } from './widths.ts';

const useStyles = makeStyles({
  frame: { flex: '1 1 auto', minHeight: 0, position: 'relative' },
  scroller: { height: '100%', overflowY: 'auto', overflowAnchor: 'none', scrollbarGutter: 'stable' },
  content: {
    minHeight: '100%',
    maxWidth: '860px',
    boxSizing: 'border-box',
    margin: '0 auto',
    padding: '20px 24px 8px',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    [PHONE]: { padding: '12px 8px 4px' },
  },
  earlier: { alignSelf: 'center', marginBottom: tokens.spacingVerticalM },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalL },
  item: { minWidth: 0 },
  newPosts: {
    position: 'absolute',
    bottom: '12px',
    left: '50%',
    transform: 'translateX(-50%)',
    boxShadow: tokens.shadow8,
  },
});

/** The posts of a channel, oldest first; it opens at the newest and stays there as posts come. */
export function PostList(props: {
  posts: readonly PostOfChannel[];
  hasMore: boolean;
  tryIt: TryIt | null;
  /** In the chat with the bot, not in a channel. */
  inChat?: boolean;
  onLoadEarlier: () => Promise<void>;
}) {
  const styles = useStyles();
  const { posts, hasMore, tryIt, inChat = false } = props;
  const [loading, setLoading] = useState(false);
  const { scroller, content, atEnd, goToEnd } = useStayAtEnd(posts[0]?.id);
  const { announcement, newsBelow } = useNews(posts, atEnd);

  const loadEarlier = async () => {
    setLoading(true);
    await props.onLoadEarlier();
    setLoading(false);
  };

  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroller}>
        <div ref={content} className={styles.content}>
          {hasMore && (
            <Button
              className={styles.earlier}
              appearance="subtle"
              size="small"
              disabledFocusable={loading}
              icon={loading ? <Spinner size="extra-tiny" /> : null}
              onClick={loadEarlier}
            >
              Show earlier posts
            </Button>
          )}
          {posts.length === 0 ? (
            <EmptyChannel tryIt={tryIt} inChat={inChat} />
          ) : (
            <ol className={styles.list}>
              {posts.map(post => (
                <li key={post.id} className={styles.item}>
                  <Post post={post} inChat={inChat} />
                </li>
              ))}
            </ol>
          )}
        </div>
      </div>
      {newsBelow && (
        <Button
          className={styles.newPosts}
          appearance="primary"
          shape="circular"
          size="small"
          icon={<ArrowDown16Regular />}
          onClick={goToEnd}
        >
          New posts
        </Button>
      )}
      <div className="visually-hidden" aria-live="polite">
        {announcement}
      </div>
    </div>
  );
}
