import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks before something is done that cannot be taken back. Escape and "Cancel" mean no. */
export function Question(props: {
  open: boolean;
  title: string;
  children: ReactNode;
  /** The button that does it, named for what it does: "Remove". */
  confirm: string;
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
  /** Called when it has left the screen; see `useQuestion`. */
  onClosed?: () => void;
}) {
  const { t } = useTranslation();
  // A dialog changes how the focus moves through the page: it is there from the first question on.
  const [asked, setAsked] = useState(props.open);
  if (props.open && !asked) setAsked(true);
  if (!asked) return null;
  return (
    <Dialog
      modalType="alert"
      open={props.open}
      onOpenChange={(_event, { open }) => {
        if (!open && !props.busy) props.onCancel();
      }}
    >
      <DialogSurface>
        {props.onClosed && <WhenGone tell={props.onClosed} />}
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent>{props.children}</DialogContent>
          <DialogActions>
            <Button onClick={props.onCancel} disabled={props.busy ?? false}>
              {t('cancel')}
            </Button>
            <Button appearance="primary" onClick={props.onConfirm} disabledFocusable={props.busy ?? false}>
              {props.confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Tells when it is taken off the page, with the dialog that it stands in. */
function WhenGone({ tell }: { tell: () => void }) {
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => () => latest.current(), []);
  return null;
}
