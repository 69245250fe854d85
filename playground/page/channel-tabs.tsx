import {
  Button,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Tab,
  TabList,
} from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down';
import { PlugConnected20Regular } from '@fluentui/react-icons/svg/plug-connected';
import { useState } from 'react';
import type { Channel, Tab as TabOfChannel } from './api.ts';
import { TabRemoveDialog } from './host/tab-remove-dialog.tsx';
import { TabSettingsDialog } from './host/tab-settings-dialog.tsx';
import { useHost } from './host/use-host.ts';
import { PageMenu } from './page-menu.tsx';
import { PHONE } from './widths.ts';

const useStyles = makeStyles({
  strip: { height: '100%', display: 'flex', alignItems: 'center', overflowX: 'auto', overflowY: 'hidden' },
  list: { alignSelf: 'stretch', flex: '0 0 auto' },
  tab: { paddingTop: '18px', paddingBottom: '18px', [PHONE]: { paddingTop: '10px', paddingBottom: '10px' } },
  button: { flex: '0 0 auto', minWidth: 'auto' },
});

const POSTS = 'posts';

/** Without a tab, a new one is set up. */
type OpenDialog = { name: 'settings' | 'remove'; tab?: TabOfChannel };

/** Posts, the tabs that people added, and + to add one. */
export function ChannelTabs(props: {
  channel: Channel;
  tabId: string | undefined;
  onTab: (tabId: string | undefined) => void;
}) {
  const styles = useStyles();
  const { channel, tabId, onTab } = props;
  const [dialog, setDialog] = useState<OpenDialog>();
  const open = channel.tabs.find(tab => tab.id === tabId);
  return (
    <div className={styles.strip}>
      <TabList
        className={styles.list}
        aria-label="Tabs of the channel"
        selectedValue={open?.id ?? POSTS}
        onTabSelect={(_event, { value }) => onTab(value === POSTS ? undefined : String(value))}
      >
        <Tab value={POSTS} className={styles.tab}>
          Posts
        </Tab>
        {channel.tabs.map(tab => (
          <Tab key={tab.id} value={tab.id} className={styles.tab}>
            {tab.suggestedDisplayName}
          </Tab>
        ))}
      </TabList>
      {open && <TabMenu tab={open} onChoose={name => setDialog({ name, tab: open })} />}
      <AddTab onAdd={() => setDialog({ name: 'settings' })} />
      {dialog?.name === 'settings' && (
        <TabSettingsDialog
          channelId={channel.id}
          tab={dialog.tab}
          onClose={savedId => {
            setDialog(undefined);
            if (savedId !== undefined) onTab(savedId);
          }}
        />
      )}
      {dialog?.name === 'remove' && dialog.tab && (
        <TabRemoveDialog channelId={channel.id} tab={dialog.tab} onClose={() => setDialog(undefined)} />
      )}
    </div>
  );
}

function AddTab({ onAdd }: { onAdd: () => void }) {
  const styles = useStyles();
  const { bot } = useHost().team;
  return (
    <PageMenu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          className={styles.button}
          appearance="subtle"
          icon={<Add20Regular />}
          aria-label="Add a tab"
          title="Add a tab"
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>Add a tab</MenuGroupHeader>
            <MenuItem icon={<PlugConnected20Regular />} subText={bot.name} onClick={onAdd}>
              Connectors
            </MenuItem>
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </PageMenu>
  );
}

function TabMenu({ tab, onChoose }: { tab: TabOfChannel; onChoose: (dialog: OpenDialog['name']) => void }) {
  const styles = useStyles();
  const label = `Options of the tab ${tab.suggestedDisplayName}`;
  return (
    <PageMenu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          className={styles.button}
          appearance="transparent"
          size="small"
          icon={<ChevronDown16Regular />}
          aria-label={label}
          title={label}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => onChoose('settings')}>Settings</MenuItem>
          <MenuItem onClick={() => onChoose('remove')}>Remove</MenuItem>
        </MenuList>
      </MenuPopover>
    </PageMenu>
  );
}
