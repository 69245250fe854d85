import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { Card } from '../../../tab/card/card.tsx';
import { z } from '../zod.ts';

const useStyles = makeStyles({
  frame: { width: '100%', maxWidth: '560px', minWidth: 0 },
  full: { maxWidth: 'none' },
});

const fullWidth = z.object({ msteams: z.object({ width: z.string().regex(/^full$/i) }) });

const nothingHappens = { onAction: () => undefined, onLink: () => false };

/** An Adaptive Card as Teams would draw it; its buttons for the bot do nothing here. */
export function DrawnCard({ card }: { card: unknown }) {
  const styles = useStyles();
  const full = fullWidth.safeParse(card).success;
  return (
    <div className={mergeClasses(styles.frame, full && styles.full)}>
      <Card
        card={card}
        locale={navigator.language}
        headingLevel={4}
        handlers={nothingHappens}
        cannotBeDrawn={reason => `This card cannot be drawn: ${reason}`}
      />
    </div>
  );
}
