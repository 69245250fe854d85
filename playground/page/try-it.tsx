import {
  Button,
  Drawer,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import type { TryIt } from './api.ts';
import { CopyBox } from './copy-box.tsx';

const useStyles = makeStyles({
  drawer: {
    flex: '0 0 340px',
    width: '340px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  overlay: { maxWidth: '100vw' },
  hint: { display: 'grid', rowGap: tokens.spacingVerticalL, justifyItems: 'stretch', textAlign: 'start' },
  title: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
});

/** What to try, in a drawer at the channel's side. */
export function TryItPanel(props: { tryIt: TryIt; open: boolean; beside: boolean; onClose: () => void }) {
  const styles = useStyles();
  const { tryIt, open, beside, onClose } = props;
  return (
    <Drawer
      type={beside ? 'inline' : 'overlay'}
      position="end"
      open={open}
      onOpenChange={(_event, data) => !data.open && onClose()}
      className={beside ? styles.drawer : styles.overlay}
      aria-label="Try it"
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          heading={{ as: 'h2', className: styles.title }}
          action={<Button appearance="subtle" icon={<Dismiss20Regular />} aria-label="Close" onClick={onClose} />}
        >
          Post your first message
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>
        <TryItHint tryIt={tryIt} />
      </DrawerBody>
    </Drawer>
  );
}

/** How to post a message: the connection, its webhook URL and a line for the terminal. */
export function TryItHint({ tryIt }: { tryIt: TryIt }) {
  const styles = useStyles();
  return (
    <div className={styles.hint}>
      <Text>
        The connection <strong>{tryIt.connectionName}</strong> posts what it receives to the channel{' '}
        <strong>{tryIt.channelName}</strong>. Run this line in a terminal and watch the card come in:
      </Text>
      <CopyBox label="Command" text={tryIt.curl} />
      <Text>Or give the webhook URL to a service that knows Microsoft’s connectors; it needs no change:</Text>
      <CopyBox label="Webhook URL" text={tryIt.url} />
      <Text size={200}>Whoever has the URL can post with it: treat it like a password.</Text>
    </div>
  );
}
