import { MessageBar, MessageBarBody, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useLayoutEffect, useRef, useState } from 'react';
import { ApiError, invokeAction, type User } from './api.ts';
import { type BotAction, renderCard } from './card-renderer.ts';
import { z } from './zod.ts';

const useStyles = makeStyles({
  frame: { width: '100%', maxWidth: '560px', minWidth: 0 },
  problem: { marginTop: '8px' },
  full: { maxWidth: 'none' },
});

const fullWidth = z.object({ msteams: z.object({ width: z.string().regex(/^full$/i) }) });

const UNREACHABLE = 'Unable to reach app. Please try again.';

/** An Adaptive Card in a message. Its buttons that are meant for the bot are sent as the given person. */
export function AdaptiveCard(props: { card: unknown; channelId: string; activityId: string; user: User }) {
  const styles = useStyles();
  const frame = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const card = useAnswered(props.card);
  const full = fullWidth.safeParse(card.shown).success;
  // Posts are read anew on every connection: only a card that differs is drawn anew, so that typed text stays.
  const json = JSON.stringify(card.shown);

  const press = async (action: BotAction) => {
    const { channelId, activityId, user } = props;
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await invokeAction({ channelId, activityId, userId: user.id, action });
      if (answer.card) card.answer(answer.card);
      if (answer.status >= 400) setProblem(`${UNREACHABLE} (The bot answered ${answer.status}.)`);
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : UNREACHABLE);
    }
    setBusy(false);
  };
  const onPress = useRef(press);
  onPress.current = press;

  useLayoutEffect(() => {
    try {
      frame.current?.replaceChildren(renderCard(JSON.parse(json ?? 'null'), action => void onPress.current(action)));
    } catch (error) {
      frame.current?.replaceChildren(`This card cannot be drawn: ${error instanceof Error ? error.message : error}`);
    }
  }, [json]);

  return (
    <div className={mergeClasses(styles.frame, full && styles.full)}>
      <div ref={frame} className="card" aria-busy={busy} inert={busy} />
      {problem !== undefined && (
        <MessageBar intent="error" className={styles.problem}>
          <MessageBarBody>{problem}</MessageBarBody>
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
