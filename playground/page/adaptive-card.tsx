import { MessageBar, MessageBarBody, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import type { BotAction } from '../../tab/card/card-renderer.ts';
import { ApiError } from './api.ts';
import { CardView } from './card-view.tsx';
import { pressButton, UNREACHABLE } from './clicks.ts';
import { useHost } from './host/use-host.ts';
import { z } from './zod.ts';

const useStyles = makeStyles({
  frame: { width: '100%', maxWidth: '560px', minWidth: 0 },
  note: { marginTop: '8px' },
  full: { maxWidth: 'none' },
});

const fullWidth = z.object({ msteams: z.object({ width: z.string().regex(/^full$/i) }) });

/** What the bot said to the person who pressed, which nobody else sees. */
type Note = { intent: 'info' | 'error'; text: string };

/** An Adaptive Card in a message. Its buttons that are meant for the bot are sent as whoever one is. */
export function AdaptiveCard(props: { card: unknown; channelId: string; activityId: string }) {
  const styles = useStyles();
  const { user, theme, locale, showBotDialog } = useHost();
  const { channelId, activityId } = props;
  const [note, setNote] = useState<Note & { for: string }>();
  const [busy, setBusy] = useState(false);
  const card = useAnswered(props.card);
  const full = fullWidth.safeParse(card.shown).success;

  const press = async (action: BotAction) => {
    const say = (intent: Note['intent'], text: string) => setNote({ intent, text, for: user.id });
    setBusy(true);
    setNote(undefined);
    try {
      const answer = await pressButton({ channelId, activityId, userId: user.id, theme, locale, action });
      if (answer.card) card.answer(answer.card);
      if (answer.dialog) showBotDialog({ from: 'card', channelId, activityId }, answer.dialog);
      if (answer.status >= 400) say('error', answer.message ?? `${UNREACHABLE} (The bot answered ${answer.status}.)`);
      else if (answer.message !== null) say('info', answer.message);
    } catch (error) {
      say('error', error instanceof ApiError ? error.message : UNREACHABLE);
    }
    setBusy(false);
  };

  return (
    <div className={mergeClasses(styles.frame, full && styles.full)}>
      <CardView card={card.shown} busy={busy} onAction={action => void press(action)} />
      {note?.for === user.id && (
        <MessageBar intent={note.intent} className={styles.note} layout="multiline">
          <MessageBarBody>{note.text}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}

/** The card of the message, or the one that the bot answered to a button, until the message itself changes. */
function useAnswered(card: unknown): { shown: unknown; answer: (card: unknown) => void } {
  const original = JSON.stringify(card);
  const [answered, setAnswered] = useState<{ to: string | undefined; card: unknown }>();
  return {
    shown: answered?.to === original ? answered.card : card,
    answer: next => setAnswered({ to: original, card: next }),
  };
}
