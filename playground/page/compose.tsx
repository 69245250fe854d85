import { Button, makeStyles } from '@fluentui/react-components';
import { Compose20Regular } from '@fluentui/react-icons/svg/compose';
import { useState } from 'react';
import { ComposeBox } from './compose-box.tsx';
import { PHONE } from './widths.ts';

const useStyles = makeStyles({
  // As wide as the posts above it, which have a scroll bar beside them.
  foot: { flex: '0 0 auto', overflowY: 'hidden', scrollbarGutter: 'stable' },
  compose: {
    maxWidth: '860px',
    boxSizing: 'border-box',
    margin: '0 auto',
    padding: '8px 24px 20px',
    [PHONE]: { padding: '8px 8px 12px' },
  },
});

/** "Start a post" below the posts of a channel; a chat has its box open. */
export function Compose(props: { channelId: string; inChat?: boolean }) {
  const styles = useStyles();
  const { channelId, inChat = false } = props;
  const [writing, setWriting] = useState(false);
  return (
    <div className={styles.foot}>
      <div className={styles.compose}>
        {inChat ? (
          <ComposeBox channelId={channelId} inChat onDone={() => {}} />
        ) : writing ? (
          <ComposeBox channelId={channelId} onDone={() => setWriting(false)} />
        ) : (
          <Button appearance="primary" icon={<Compose20Regular />} onClick={() => setWriting(true)}>
            Start a post
          </Button>
        )}
      </div>
    </div>
  );
}
