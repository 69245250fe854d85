import {
  Button,
  MenuGroup,
  MenuGroupHeader,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { useState } from 'react';
import { ApiError, changeTeamSettings, type Team } from './api.ts';
import { PageMenu } from './page-menu.tsx';

const useStyles = makeStyles({
  button: { marginLeft: 'auto' },
  item: { maxWidth: '300px' },
});

const connectors = 'connectors';

/**
 * The team's menu, with the setting that matters to connectors. Teams lets owners change it, under "Manage team"; here
 * anyone may, so that both sides of it can be seen.
 */
export function ManageTeam({ team }: { team: Team['team'] }) {
  const styles = useStyles();
  const [problem, setProblem] = useState<string>();
  const change = async (allowCreateUpdateRemoveConnectors: boolean) => {
    setProblem(undefined);
    try {
      await changeTeamSettings({ allowCreateUpdateRemoveConnectors });
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : String(error));
    }
  };
  return (
    <PageMenu
      checkedValues={{ members: team.allowCreateUpdateRemoveConnectors ? [connectors] : [] }}
      onCheckedValueChange={(_event, { checkedItems }) => void change(checkedItems.includes(connectors))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          className={styles.button}
          appearance="subtle"
          size="small"
          icon={<MoreHorizontal20Regular />}
          aria-label="Manage team"
          title="Manage team"
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>Member permissions</MenuGroupHeader>
            <MenuItemCheckbox
              className={styles.item}
              name="members"
              value={connectors}
              subText={problem ?? 'The app asks anew after a minute at most.'}
            >
              Allow members to create, update, and remove connectors
            </MenuItemCheckbox>
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </PageMenu>
  );
}
