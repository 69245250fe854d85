import { useLayoutEffect, useRef } from 'react';
import { type CardHandlers, renderCard } from './card-renderer.ts';
import './adaptive-card.css';
import './teams/teams-elements.css';

/** An Adaptive Card as Teams draws it. While it is busy nothing of it can be pressed. */
export function Card(props: {
  /** As it came: hostile input. */
  card: unknown;
  /** The reader's language, such as `fr-FR`. */
  locale: string;
  /** Of the card's own headings: one more than that of the heading it stands under. */
  headingLevel: number;
  handlers: CardHandlers;
  /** What stands in the place of what is no card. `reason`: the library's words. */
  cannotBeDrawn: (reason: string) => string;
  busy?: boolean;
}) {
  const { card, locale, headingLevel, busy = false } = props;
  const frame = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  // What a page shows is read anew often: only a card that differs is drawn anew, so that typed text stays.
  const json = JSON.stringify(card);

  useLayoutEffect(() => {
    try {
      const element = renderCard(JSON.parse(json ?? 'null'), locale, headingLevel, {
        onAction: action => latest.current.handlers.onAction(action),
        onLink: address => latest.current.handlers.onLink(address),
      });
      frame.current?.replaceChildren(element);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      frame.current?.replaceChildren(latest.current.cannotBeDrawn(reason));
    }
  }, [json, locale, headingLevel]);

  return <div ref={frame} className="card" aria-busy={busy} inert={busy} />;
}
