import { makeStyles, Text } from '@fluentui/react-components';
import type { Tab } from '../api.ts';
import { removeTab } from '../tabs.ts';
import { AppFrame } from './app-frame.tsx';
import { TabDialogFrame } from './tab-dialog-frame.tsx';
import { useTabDialog } from './use-tab-dialog.ts';

const useStyles = makeStyles({ page: { height: 'min(480px, 100vh - 220px)' } });

/** Asks before a tab is removed; an app that has a page for it is told first. */
export function TabRemoveDialog(props: { channelId: string; tab: Tab; onClose: () => void }) {
  const styles = useStyles();
  const { channelId, tab, onClose } = props;
  const remove = async () => {
    await removeTab(channelId, tab);
    onClose();
  };
  const dialog = useTabDialog(remove);
  return (
    <TabDialogFrame
      title={`Remove ${tab.suggestedDisplayName}?`}
      action="Remove"
      enabled={!dialog.busy}
      problem={dialog.problem}
      onAction={() => dialog.start(tab.removeUrl === undefined ? undefined : frame => frame.remove())}
      onClose={onClose}
    >
      <Text>Everybody in the channel loses the tab. What it showed stays as it is.</Text>
      {tab.removeUrl !== undefined && (
        <div className={styles.page}>
          <AppFrame
            ref={dialog.frame}
            page={tab.removeUrl}
            title="Remove the tab"
            context="remove"
            channelId={channelId}
            entityId={tab.entityId}
            requests={{ ...dialog.requests, config: () => tab, setConfig: () => {} }}
          />
        </div>
      )}
    </TabDialogFrame>
  );
}
