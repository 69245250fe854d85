import { useLayoutEffect, useRef } from 'react';
import { renderCard } from './card-renderer.ts';
import type { BotAction } from './clicks.ts';
import { useHost } from './host/use-host.ts';

/** An Adaptive Card, drawn in the reader's language. While it is busy nothing of it can be pressed. */
export function CardView(props: { card: unknown; busy?: boolean; onAction: (action: BotAction) => void }) {
  const { locale, openLink } = useHost();
  const { card, busy = false } = props;
  const frame = useRef<HTMLDivElement>(null);
  const latest = useRef({ onAction: props.onAction, openLink });
  latest.current = { onAction: props.onAction, openLink };
  // Posts are read anew on every connection: only a card that differs is drawn anew, so that typed text stays.
  const json = JSON.stringify(card);

  useLayoutEffect(() => {
    try {
      const element = renderCard(JSON.parse(json ?? 'null'), locale, {
        onAction: action => latest.current.onAction(action),
        onLink: address => latest.current.openLink(address),
      });
      frame.current?.replaceChildren(element);
    } catch (error) {
      frame.current?.replaceChildren(`This card cannot be drawn: ${error instanceof Error ? error.message : error}`);
    }
  }, [json, locale]);

  return <div ref={frame} className="card" aria-busy={busy} inert={busy} />;
}
