import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useLayoutEffect, useRef } from 'react';
import { renderCard } from '../card-renderer.ts';
import { z } from '../zod.ts';

const useStyles = makeStyles({
  frame: { width: '100%', maxWidth: '560px', minWidth: 0 },
  full: { maxWidth: 'none' },
});

const fullWidth = z.object({ msteams: z.object({ width: z.string().regex(/^full$/i) }) });

/** An Adaptive Card as Teams would draw it; its buttons for the bot do nothing here. */
export function DrawnCard({ card }: { card: unknown }) {
  const styles = useStyles();
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    try {
      const nothing = { onAction: () => undefined, onLink: () => false };
      frame.current?.replaceChildren(renderCard(card, navigator.language, nothing));
    } catch (error) {
      frame.current?.replaceChildren(`This card cannot be drawn: ${error instanceof Error ? error.message : error}`);
    }
  }, [card]);
  const full = fullWidth.safeParse(card).success;
  return <div ref={frame} className={mergeClasses('card', styles.frame, full && styles.full)} />;
}
