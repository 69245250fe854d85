import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { Message as MessageOfChannel } from './api.ts';
import { AuthorAvatar } from './author-avatar.tsx';
import { MessageBody } from './message-body.tsx';
import { fullTime, postTime } from './post-time.ts';
import { PHONE } from './widths.ts';

const useStyles = makeStyles({
  message: { minWidth: 0 },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '32px' },
  by: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: tokens.spacingHorizontalS, minWidth: 0 },
  author: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  meta: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  body: { paddingTop: '6px', paddingLeft: '40px', minWidth: 0, [PHONE]: { paddingLeft: 0 } },
  replyBody: { paddingTop: '2px', paddingLeft: '32px', [PHONE]: { paddingLeft: '32px' } },
  deleted: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
});

/** A post or a reply: who wrote it when, and what. */
export function Message({ message, reply }: { message: MessageOfChannel; reply?: boolean }) {
  const styles = useStyles();
  const headingId = useId();
  const { from, at, editedAt, deleted } = message;
  return (
    <article className={styles.message} aria-labelledby={headingId}>
      <div className={styles.head}>
        <AuthorAvatar author={from} size={reply ? 24 : 32} />
        <div className={styles.by}>
          <Text as="h3" id={headingId} className={styles.author}>
            {from.name}
          </Text>
          <time className={styles.meta} dateTime={at} title={fullTime(at)}>
            {postTime(at, new Date())}
          </time>
          {editedAt !== undefined && !deleted && (
            <span className={styles.meta} title={fullTime(editedAt)}>
              Edited
            </span>
          )}
        </div>
      </div>
      <div className={mergeClasses(styles.body, reply && styles.replyBody)}>
        {deleted ? (
          <Text className={styles.deleted}>This message has been deleted.</Text>
        ) : (
          <MessageBody message={message} />
        )}
      </div>
    </article>
  );
}
