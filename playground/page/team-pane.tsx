import {
  Avatar,
  Button,
  Drawer,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  Skeleton,
  SkeletonItem,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import type { Team } from './api.ts';
import { ChannelList } from './channel-list.tsx';
import { openChannels } from './page-state.ts';
import { useMedia } from './use-media.ts';
import { PHONE } from './widths.ts';

const useStyles = makeStyles({
  pane: {
    flex: '0 0 280px',
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalS}`,
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRight: `1px solid ${tokens.colorNeutralStroke3}`,
    borderTopLeftRadius: tokens.borderRadiusXLarge,
  },
  heading: { margin: '0 8px 12px', fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  team: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, padding: '4px 8px 6px', minWidth: 0 },
  teamName: { margin: 0, fontSize: tokens.fontSizeBase300, overflow: 'hidden', textOverflow: 'ellipsis' },
  skeleton: { display: 'grid', rowGap: '16px', padding: '8px' },
});

type Props = {
  team: Team | undefined;
  channelId: string | undefined;
  unread: readonly string[];
  onOpen: (channelId: string) => void;
  /** Whether the list is shown where it has no place of its own. */
  shown: boolean;
  onClose: () => void;
};

/** The list of teams and channels: a pane, and on a phone a drawer. */
export function TeamPane(props: Props) {
  const styles = useStyles();
  const phone = useMedia(PHONE.replace('@media ', ''));
  if (!phone) {
    return (
      <nav className={styles.pane} aria-label="Teams and channels">
        <Subtitle2 as="h2" className={styles.heading}>
          Teams
        </Subtitle2>
        <TeamChannels {...props} />
      </nav>
    );
  }
  const open = (channelId: string) => {
    props.onOpen(channelId);
    props.onClose();
  };
  return (
    <Drawer
      type="overlay"
      position="start"
      open={props.shown}
      onOpenChange={(_event, data) => !data.open && props.onClose()}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={<Button appearance="subtle" icon={<Dismiss20Regular />} aria-label="Close" onClick={props.onClose} />}
        >
          Teams
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>
        <nav aria-label="Teams and channels">
          <TeamChannels {...props} onOpen={open} />
        </nav>
      </DrawerBody>
    </Drawer>
  );
}

function TeamChannels({ team, channelId, unread, onOpen }: Props) {
  const styles = useStyles();
  if (!team) {
    return (
      <Skeleton aria-label="Loading the team" className={styles.skeleton}>
        <SkeletonItem />
        <SkeletonItem />
        <SkeletonItem />
      </Skeleton>
    );
  }
  return (
    <>
      <div className={styles.team}>
        <Avatar shape="square" size={24} color="colorful" name={team.team.name} aria-hidden />
        <Subtitle2 as="h3" className={styles.teamName}>
          {team.team.name}
        </Subtitle2>
      </div>
      <ChannelList channels={openChannels(team)} channelId={channelId} unread={unread} onOpen={onOpen} />
    </>
  );
}
