import { Avatar, Button, makeStyles, Subtitle1, Tab, TabList, tokens } from '@fluentui/react-components';
import { Lightbulb20Regular } from '@fluentui/react-icons/svg/lightbulb';
import type { Channel } from './api.ts';
import { PHONE } from './widths.ts';

const useStyles = makeStyles({
  header: {
    flex: '0 0 auto',
    height: '56px',
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [PHONE]: { padding: `0 ${tokens.spacingHorizontalM}` },
  },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  tabs: { alignSelf: 'stretch', flex: '1 1 auto' },
  tab: { paddingTop: '18px', paddingBottom: '18px' },
});

/** The channel's name, its tabs and, at the right, its actions. */
export function ChannelHeader(props: {
  channel: Channel;
  teamName: string;
  panel: boolean;
  /** Undefined: there is nothing to try. */
  onPanel: ((shown: boolean) => void) | undefined;
}) {
  const styles = useStyles();
  const { channel, teamName, panel, onPanel } = props;
  return (
    <header className={styles.header}>
      <Avatar shape="square" size={28} color="colorful" name={teamName} aria-hidden />
      <Subtitle1 as="h1" className={styles.name}>
        {channel.name}
      </Subtitle1>
      <TabList selectedValue="posts" className={styles.tabs} aria-label="Tabs of the channel">
        <Tab value="posts" className={styles.tab}>
          Posts
        </Tab>
      </TabList>
      {onPanel && (
        <Button
          appearance={panel ? 'secondary' : 'subtle'}
          icon={<Lightbulb20Regular />}
          aria-expanded={panel}
          onClick={() => onPanel(!panel)}
        >
          Try it
        </Button>
      )}
    </header>
  );
}
