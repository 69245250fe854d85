import { Card } from '../../tab/card/card.tsx';
import type { BotAction } from '../../tab/card/card-renderer.ts';
import { useHost } from './host/use-host.ts';

/** An Adaptive Card, drawn in the reader's language. While it is busy nothing of it can be pressed. */
export function CardView(props: { card: unknown; busy?: boolean; onAction: (action: BotAction) => void }) {
  const { locale, openLink } = useHost();
  const { card, busy = false, onAction } = props;
  return (
    <Card
      card={card}
      locale={locale}
      headingLevel={4}
      busy={busy}
      handlers={{ onAction, onLink: openLink }}
      cannotBeDrawn={reason => `This card cannot be drawn: ${reason}`}
    />
  );
}
