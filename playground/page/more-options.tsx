import { Button, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { PlugConnected20Regular } from '@fluentui/react-icons/svg/plug-connected';
import { Settings20Regular } from '@fluentui/react-icons/svg/settings';
import type { Channel } from './api.ts';
import { useHost } from './host/use-host.ts';
import { PageMenu } from './page-menu.tsx';

/**
 * The channel's menu. "Connectors" stood there when they were Microsoft's; Teams lets no app add a line of its own any
 * more, so this one is the playground's. The bot's settings are on its card in Teams.
 */
export function MoreOptions({ channel }: { channel: Channel }) {
  const { team, openDialog, openBotDialog } = useHost();
  const openConnectors = () =>
    openDialog({
      dialog: {
        title: `Connectors for "${channel.name}" channel in "${team.team.name}" team`,
        width: 1000,
        height: 720,
        url: `/tab/connectors?channel=${encodeURIComponent(channel.id)}`,
      },
      channelId: channel.id,
    });
  return (
    <PageMenu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontal20Regular />} aria-label="More options" title="More options" />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<PlugConnected20Regular />} onClick={openConnectors}>
            Connectors
          </MenuItem>
          {team.bot.installed && (
            <MenuItem
              icon={<Settings20Regular />}
              onClick={() => openBotDialog({ from: 'bot-settings', channelId: channel.id })}
            >
              Configure the bot
            </MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </PageMenu>
  );
}
