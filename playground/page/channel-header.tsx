import { Avatar, Button, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { Lightbulb20Regular } from '@fluentui/react-icons/svg/lightbulb';
import type { Channel } from './api.ts';
import { ChannelTabs } from './channel-tabs.tsx';
import { MoreOptions } from './more-options.tsx';
import { PHONE } from './widths.ts';

const useStyles = makeStyles({
  header: {
    flex: '0 0 auto',
    minHeight: '56px',
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    // The tabs get a line of their own.
    [PHONE]: { flexWrap: 'wrap', padding: `8px ${tokens.spacingHorizontalM} 0`, columnGap: '8px', rowGap: 0 },
  },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    [PHONE]: { flex: '1 1 0' },
  },
  tabs: {
    alignSelf: 'stretch',
    flex: '1 1 auto',
    minWidth: 0,
    [PHONE]: { order: 1, flex: '1 0 100%' },
  },
});

/** The channel's name, its tabs and, at the right, its actions. */
export function ChannelHeader(props: {
  channel: Channel;
  teamName: string;
  /** The id of the tab that is open; undefined: Posts. */
  tabId: string | undefined;
  onTab: (tabId: string | undefined) => void;
  panel: boolean;
  /** Undefined: there is nothing to try. */
  onPanel: ((shown: boolean) => void) | undefined;
}) {
  const styles = useStyles();
  const { channel, teamName, tabId, onTab, panel, onPanel } = props;
  return (
    <header className={styles.header}>
      <Avatar shape="square" size={28} color="colorful" name={teamName} aria-hidden />
      <Subtitle1 as="h1" className={styles.name}>
        {channel.name}
      </Subtitle1>
      <div className={styles.tabs}>
        <ChannelTabs channel={channel} tabId={tabId} onTab={onTab} />
      </div>
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
      <MoreOptions channel={channel} />
    </header>
  );
}
