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
import type { Team, User } from './api.ts';
import { AuthorAvatar } from './author-avatar.tsx';
import { ManageTeam } from './manage-team.tsx';
import { openChannels } from './page-state.ts';
import { PlaceList } from './place-list.tsx';
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
  heading: {
    display: 'block',
    margin: '0 8px 8px',
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    ':not(:first-child)': { marginTop: '16px' },
  },
  team: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, padding: '4px 8px 6px', minWidth: 0 },
  teamName: { margin: 0, fontSize: tokens.fontSizeBase300, overflow: 'hidden', textOverflow: 'ellipsis' },
  skeleton: { display: 'grid', rowGap: '16px', padding: '8px' },
});

type Props = {
  team: Team | undefined;
  user: User | undefined;
  channelId: string | undefined;
  unread: readonly string[];
  onOpen: (channelId: string) => void;
  /** Whether the list is shown where it has no place of its own. */
  shown: boolean;
  onClose: () => void;
};

/** The chat with the bot, and the team with its channels: a pane, and on a phone a drawer. */
export function TeamPane(props: Props) {
  const styles = useStyles();
  const phone = useMedia(PHONE.replace('@media ', ''));
  if (!phone) {
    return (
      <nav className={styles.pane} aria-label="Chats, teams and channels">
        <Places {...props} />
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
          Chats and teams
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>
        <nav aria-label="Chats, teams and channels">
          <Places {...props} onOpen={open} />
        </nav>
      </DrawerBody>
    </Drawer>
  );
}

function Places({ team, user, channelId, unread, onOpen }: Props) {
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
  const bot = { ...team.bot, kind: 'bot' as const };
  return (
    <>
      {user && (
        <>
          <Subtitle2 as="h2" className={styles.heading}>
            Chats
          </Subtitle2>
          <PlaceList
            places={[{ id: user.chatId, name: team.bot.name, picture: <AuthorAvatar author={bot} size={24} /> }]}
            openId={channelId}
            unread={unread}
            onOpen={onOpen}
          />
        </>
      )}
      <Subtitle2 as="h2" className={styles.heading}>
        Teams
      </Subtitle2>
      <div className={styles.team}>
        <Avatar shape="square" size={24} color="colorful" name={team.team.name} aria-hidden />
        <Subtitle2 as="h3" className={styles.teamName}>
          {team.team.name}
        </Subtitle2>
        <ManageTeam team={team.team} />
      </div>
      <PlaceList places={openChannels(team)} openId={channelId} unread={unread} onOpen={onOpen} />
    </>
  );
}
