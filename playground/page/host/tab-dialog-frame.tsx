import {
  Button,
  Dialog,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { PHONE } from '../widths.ts';

const useStyles = makeStyles({
  surface: {
    width: 'min(680px, 100vw - 32px)',
    maxWidth: 'none',
    padding: '16px 20px',
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    [PHONE]: { width: '100vw' },
  },
  title: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase500 },
  buttons: { display: 'flex', justifyContent: 'flex-end', gap: tokens.spacingHorizontalS },
});

/** The frame of the dialogs in which a tab is set up, or removed: Cancel, and one button that does it. */
export function TabDialogFrame(props: {
  title: string;
  action: string;
  enabled: boolean;
  problem: string | undefined;
  onAction: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <Dialog
      open
      onOpenChange={(_event, data) => {
        if (!data.open && data.type !== 'backdropClick') props.onClose();
      }}
    >
      <DialogSurface className={styles.surface}>
        <DialogTitle action={null} className={styles.title}>
          {props.title}
        </DialogTitle>
        {props.problem !== undefined && (
          <MessageBar intent="error" politeness="assertive" layout="multiline">
            <MessageBarBody>{props.problem}</MessageBarBody>
          </MessageBar>
        )}
        {props.children}
        <div className={styles.buttons}>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button appearance="primary" disabledFocusable={!props.enabled} onClick={props.onAction}>
            {props.action}
          </Button>
        </div>
      </DialogSurface>
    </Dialog>
  );
}
