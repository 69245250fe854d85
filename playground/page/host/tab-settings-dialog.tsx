import { makeStyles } from '@fluentui/react-components';
import { useRef } from 'react';
import { ApiError, type Tab } from '../api.ts';
import { saveTab } from '../tabs.ts';
import { AppFrame } from './app-frame.tsx';
import type { TabConfig } from './app-requests.ts';
import { TabDialogFrame } from './tab-dialog-frame.tsx';
import { useTabDialog } from './use-tab-dialog.ts';

const useStyles = makeStyles({ page: { height: 'min(480px, 100vh - 220px)' } });

/** The configuration page of the app's tabs, as the manifest names it (`configurableTabs.configurationUrl`). */
const CONFIGURATION_PAGE = '/tab/configure';

/**
 * Adds a tab, or sets it up anew, through the app's configuration page, which says when Save may be pressed and what the
 * tab shows.
 */
export function TabSettingsDialog(props: {
  channelId: string;
  /** Undefined: a new one. */
  tab: Tab | undefined;
  onClose: (savedId?: string) => void;
}) {
  const styles = useStyles();
  const { channelId, tab, onClose } = props;
  const config = useRef<TabConfig | undefined>(tab);
  const dialog = useTabDialog(async () => {
    if (!config.current) throw new ApiError('The app did not say what the tab shows.');
    onClose(await saveTab(channelId, tab, config.current));
  });
  return (
    <TabDialogFrame
      title={tab ? `Settings of ${tab.suggestedDisplayName}` : 'Connectors'}
      action="Save"
      enabled={dialog.valid && !dialog.busy}
      problem={dialog.problem}
      onAction={() => dialog.start(frame => frame.save())}
      onClose={() => onClose()}
    >
      <div className={styles.page}>
        <AppFrame
          ref={dialog.frame}
          page={CONFIGURATION_PAGE}
          title={tab ? 'Settings of the tab' : 'Set up the tab'}
          context="settings"
          channelId={channelId}
          entityId={tab?.entityId}
          requests={{
            ...dialog.requests,
            config: () => config.current ?? {},
            setConfig: given => {
              config.current = given;
            },
          }}
        />
      </div>
    </TabDialogFrame>
  );
}
