import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link16Regular } from '@fluentui/react-icons/svg/link';
import { LockClosed16Regular } from '@fluentui/react-icons/svg/lock-closed';
import type { ReactElement } from 'react';
import type { Channel } from './api.ts';

/** A channel, or the chat with the bot. */
export type PlaceInList = {
  id: string;
  name: string;
  membershipType?: Channel['membershipType'];
  picture?: ReactElement;
};

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', rowGap: '2px' },
  item: {
    width: '100%',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: '6px 12px 6px 40px',
    border: `1px solid transparent`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  name: { flex: '1 1 auto', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  open: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    boxShadow: tokens.shadow2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1 },
  },
  withPicture: { paddingLeft: '8px' },
  unread: { fontWeight: tokens.fontWeightBold },
});

const kinds = { standard: undefined, private: 'Private channel', shared: 'Shared channel' };

/** Channels or chats to choose from. */
export function PlaceList(props: {
  places: readonly PlaceInList[];
  openId: string | undefined;
  unread: readonly string[];
  onOpen: (channelId: string) => void;
}) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {props.places.map(({ id, name, membershipType, picture }) => {
        const open = id === props.openId;
        const unread = props.unread.includes(id);
        return (
          <li key={id}>
            <button
              type="button"
              className={mergeClasses(
                styles.item,
                picture && styles.withPicture,
                open && styles.open,
                unread && styles.unread,
              )}
              aria-current={open ? 'page' : undefined}
              onClick={() => props.onOpen(id)}
            >
              {picture}
              <span className={styles.name}>{name}</span>
              {unread && <span className="visually-hidden">, unread</span>}
              {membershipType === 'private' && <LockClosed16Regular title={kinds.private} />}
              {membershipType === 'shared' && <Link16Regular title={kinds.shared} />}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
