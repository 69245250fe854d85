import {
  Button,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { Apps20Regular } from '@fluentui/react-icons/svg/apps';
import { PlugConnected20Regular } from '@fluentui/react-icons/svg/plug-connected';
import { useHost } from './host/use-host.ts';
import { PageMenu } from './page-menu.tsx';
import { commands } from './slash-command.ts';

/** "Actions and apps" of a box to write in: the commands of the app's message extension. */
export function AppsMenu({ onCommand }: { onCommand: (commandId: string) => void }) {
  const { bot } = useHost().team;
  return (
    <PageMenu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<Apps20Regular />} aria-label="Actions and apps" title="Actions and apps" />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{bot.name}</MenuGroupHeader>
            {commands.map(({ id, title, description }) => (
              <MenuItem key={id} icon={<PlugConnected20Regular />} subText={description} onClick={() => onCommand(id)}>
                {title}
              </MenuItem>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </PageMenu>
  );
}
