import {
  Avatar,
  Button,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { DarkTheme20Regular } from '@fluentui/react-icons/svg/dark-theme';
import { LocalLanguage20Regular } from '@fluentui/react-icons/svg/local-language';
import { Navigation20Regular } from '@fluentui/react-icons/svg/navigation';
import type { ReactElement } from 'react';
import { type ThemeName, themeNames } from '../../tab/card/teams-theme.ts';
import type { User } from './api.ts';
import { type Locale, locales, localeTitles } from './host/locale.ts';
import { PageMenu } from './page-menu.tsx';
import { useMedia } from './use-media.ts';
import { PHONE } from './widths.ts';

const useStyles = makeStyles({
  bar: {
    flex: '0 0 auto',
    height: '48px',
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalM}`,
  },
  channels: { display: 'none', [PHONE]: { display: 'inline-flex' } },
  logo: { width: '24px', height: '24px', flex: '0 0 auto' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  note: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap', [PHONE]: { display: 'none' } },
  space: { flex: '1 1 auto' },
  you: { flex: '0 0 auto', fontWeight: tokens.fontWeightRegular, minWidth: 0, padding: '4px' },
  role: { color: tokens.colorNeutralForeground3 },
});

const themeTitles: Record<ThemeName, string> = { default: 'Light', dark: 'Dark', contrast: 'High contrast' };

export function AppBar(props: {
  theme: ThemeName;
  onTheme: (theme: ThemeName) => void;
  locale: Locale;
  onLocale: (locale: Locale) => void;
  users: readonly User[];
  user: User | undefined;
  onUser: (user: User) => void;
  onShowChannels: () => void;
}) {
  const styles = useStyles();
  return (
    <header className={styles.bar}>
      <Button
        className={styles.channels}
        appearance="transparent"
        icon={<Navigation20Regular />}
        aria-label="Show channels"
        onClick={props.onShowChannels}
      />
      <img className={styles.logo} src="./favicon.svg" alt="" />
      <Text weight="semibold" className={styles.name}>
        Teams on your own machine
      </Text>
      <Text size={200} className={styles.note}>
        the Channel Connectors playground
      </Text>
      <span className={styles.space} />
      <ChoiceMenu
        label="Language of Teams"
        icon={<LocalLanguage20Regular />}
        of={locales}
        titles={localeTitles}
        chosen={props.locale}
        onChoose={props.onLocale}
      />
      <ChoiceMenu
        label="Theme"
        icon={<DarkTheme20Regular />}
        of={themeNames}
        titles={themeTitles}
        chosen={props.theme}
        onChoose={props.onTheme}
      />
      {props.user && <UserMenu users={props.users} user={props.user} onUser={props.onUser} />}
    </header>
  );
}

function ChoiceMenu<T extends string>(props: {
  label: string;
  icon: ReactElement;
  of: readonly T[];
  titles: Record<T, string>;
  chosen: T;
  onChoose: (choice: T) => void;
}) {
  const { label, icon, of, titles, chosen, onChoose } = props;
  return (
    <PageMenu
      checkedValues={{ choice: [chosen] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        const choice = of.find(each => each === checkedItems[0]);
        if (choice) onChoose(choice);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="transparent" icon={icon} aria-label={label} title={label} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {of.map(each => (
            <MenuItemRadio key={each} name="choice" value={each}>
              {titles[each]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </PageMenu>
  );
}

function UserMenu(props: { users: readonly User[]; user: User; onUser: (user: User) => void }) {
  const styles = useStyles();
  const phone = useMedia(PHONE.replace('@media ', ''));
  const { users, user, onUser } = props;
  return (
    <PageMenu
      checkedValues={{ user: [user.id] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        const chosen = users.find(each => each.id === checkedItems[0]);
        if (chosen) onUser(chosen);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          className={styles.you}
          appearance="transparent"
          icon={<Avatar name={user.name} color="colorful" size={28} aria-hidden />}
          title="Choose who you are"
        >
          <span className="visually-hidden">You are </span>
          <span className={phone ? 'visually-hidden' : undefined}>{user.name}</span>
          <span className="visually-hidden">, {user.role}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>You are</MenuGroupHeader>
            {users.map(each => (
              <MenuItemRadio key={each.id} name="user" value={each.id} secondaryContent={each.role}>
                {each.name}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </PageMenu>
  );
}
