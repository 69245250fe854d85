import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowReply16Regular } from '@fluentui/react-icons/svg/arrow-reply';
import { useState } from 'react';
import type { Post as PostOfChannel } from './api.ts';
import { ComposeBox } from './compose-box.tsx';
import { Message } from './message.tsx';
import { PHONE } from './widths.ts';

const useStyles = makeStyles({
  post: {
    padding: '14px 16px 10px',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    minWidth: 0,
    [PHONE]: { padding: '12px' },
  },
  thread: { paddingLeft: '40px', paddingTop: '8px', [PHONE]: { paddingLeft: 0 } },
  replies: { listStyle: 'none', margin: '4px 0 0', padding: 0, display: 'grid', rowGap: '8px' },
  quiet: { marginLeft: '-8px', color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  reply: { marginLeft: '-11px' },
  box: { paddingTop: '8px', paddingBottom: '6px' },
});

/** How many replies a thread shows before it is opened. */
const SHOWN = 3;

/** A post with its thread, and a box to reply; in a chat there are no threads. */
export function Post({ post, inChat }: { post: PostOfChannel; inChat: boolean }) {
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const [replying, setReplying] = useState(false);
  const replies = all ? post.replies : post.replies.slice(-SHOWN);
  const hidden = post.replies.length - SHOWN;
  return (
    <div className={styles.post}>
      <Message message={post} />
      <div className={styles.thread}>
        {hidden > 0 && (
          <Button
            className={styles.quiet}
            appearance="transparent"
            size="small"
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all ? 'Show fewer replies' : `Show ${hidden} more ${hidden === 1 ? 'reply' : 'replies'}`}
          </Button>
        )}
        {replies.length > 0 && (
          <ol className={styles.replies} aria-label="Replies">
            {replies.map(reply => (
              <li key={reply.id}>
                <Message message={reply} reply />
              </li>
            ))}
          </ol>
        )}
        {replying ? (
          <div className={styles.box}>
            <ComposeBox channelId={post.channelId} replyTo={post.id} onDone={() => setReplying(false)} />
          </div>
        ) : post.deleted || inChat ? null : (
          <Button
            className={mergeClasses(styles.quiet, styles.reply)}
            appearance="transparent"
            size="small"
            icon={<ArrowReply16Regular />}
            onClick={() => setReplying(true)}
          >
            Reply
          </Button>
        )}
      </div>
    </div>
  );
}
