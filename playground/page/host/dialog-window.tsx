import {
  Button,
  Dialog,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import { ApiError } from '../api.ts';
import { CardView } from '../card-view.tsx';
import type { Dialog as DialogContent } from '../clicks.ts';
import { PHONE } from '../widths.ts';
import { AppFrame } from './app-frame.tsx';
import { cssHeight, cssWidth } from './dialog-size.ts';
import { type DialogRequest, useHost } from './use-host.ts';

const useStyles = makeStyles({
  surface: {
    padding: 0,
    maxWidth: 'none',
    maxHeight: 'calc(100vh - 16px)',
    overflow: 'hidden',
    display: 'flex',
    flexDirection: 'column',
    [PHONE]: { width: '100vw !important', height: '100%', maxHeight: '100vh', borderRadius: 0 },
  },
  head: {
    flex: '0 0 auto',
    display: 'flex',
    alignItems: 'start',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: '12px 12px 12px 20px',
  },
  title: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase500, overflowWrap: 'anywhere' },
  content: {
    flex: '0 1 auto',
    minHeight: 0,
    overflow: 'auto',
    [PHONE]: { flex: '1 1 auto', height: '100% !important' },
  },
  padded: { padding: '0 20px 20px' },
});

/** A dialog as Teams shows it: a title over a page of the app, a card or a text. */
export function DialogWindow(props: {
  request: DialogRequest;
  onNext: (dialog: DialogContent) => void;
  onClose: () => void;
}) {
  const styles = useStyles();
  const { bot } = useHost().team;
  const { request, onNext, onClose } = props;
  const { dialog, channelId } = request;
  const [size, setSize] = useState({ width: dialog.width, height: dialog.height });
  const [problem, setProblem] = useState<string>();
  const title = dialog.title || bot.name;

  const dismiss = () => {
    request.onDismiss?.();
    onClose();
  };

  const submit = async (result: unknown) => {
    try {
      const next = (await request.onSubmit?.(result)) ?? null;
      if (next) onNext(next);
      else onClose();
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : String(error));
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(_event, data) => {
        // A click beside it does not close a dialog of Teams.
        if (!data.open && data.type !== 'backdropClick') dismiss();
      }}
    >
      <DialogSurface className={styles.surface} style={{ width: cssWidth(size.width) }}>
        <div className={styles.head}>
          <DialogTitle action={null} className={styles.title}>
            {title}
          </DialogTitle>
          <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label="Close" onClick={dismiss} />
        </div>
        {problem !== undefined && (
          <MessageBar intent="error" politeness="assertive">
            <MessageBarBody>{problem}</MessageBarBody>
          </MessageBar>
        )}
        {dialog.url !== undefined ? (
          <div className={styles.content} style={{ height: cssHeight(size.height) }}>
            <AppFrame
              page={dialog.url}
              title={title}
              context="task"
              channelId={channelId}
              requests={{
                ...nothingOfTabs,
                resizeDialog: changed =>
                  setSize({ width: changed.width ?? size.width, height: changed.height ?? size.height }),
                submitDialog: result => void submit(result),
              }}
            />
          </div>
        ) : (
          <div className={`${styles.content} ${styles.padded}`}>
            {dialog.text !== undefined ? (
              <Text>{dialog.text}</Text>
            ) : (
              <CardView card={dialog.card} onAction={action => void submit(action.data)} />
            )}
          </div>
        )}
      </DialogSurface>
    </Dialog>
  );
}

/** A dialog has no configuration and opens no other dialog: teams-js does not ask, and Teams would not answer. */
const nothingOfTabs = {
  config: () => ({}),
  setConfig: () => {},
  setValidity: () => {},
  saved: () => {},
  removed: () => {},
  openDialog: () => Promise.reject(new Error('A dialog cannot open another one.')),
};
