import { makeStyles, tokens } from '@fluentui/react-components';
import type { Tab } from '../api.ts';
import { AppFrame } from './app-frame.tsx';
import { useHost } from './use-host.ts';

const useStyles = makeStyles({
  area: {
    flex: '1 1 auto',
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** A tab of a channel: the app's page, which may open dialogs. */
export function TabContent(props: { channelId: string; tab: Tab; subEntityId: string | undefined }) {
  const styles = useStyles();
  const { openDialog } = useHost();
  const { channelId, tab, subEntityId } = props;
  return (
    <section className={styles.area} aria-label={tab.suggestedDisplayName}>
      <AppFrame
        page={tab.contentUrl}
        title={tab.suggestedDisplayName}
        context="content"
        channelId={channelId}
        entityId={tab.entityId}
        subEntityId={subEntityId}
        requests={{
          config: () => tab,
          setConfig: () => {},
          setValidity: () => {},
          saved: () => {},
          removed: () => {},
          openDialog: ({ url, ...dialog }) =>
            new Promise((resolve, reject) => {
              openDialog({
                dialog: { ...dialog, url },
                channelId,
                onSubmit: async result => {
                  resolve(result);
                  return null;
                },
                onDismiss: () => reject(new Error('User cancelled/closed the dialog.')),
              });
            }),
          resizeDialog: () => {},
          submitDialog: () => {},
        }}
      />
    </section>
  );
}
