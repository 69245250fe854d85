import { makeStyles, tokens } from '@fluentui/react-components';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type CardHandlers, renderCard, setUpCards } from '../../playground/page/card-renderer.ts';
import { useHost } from '../host/use-host.ts';
import '../../playground/page/adaptive-card.css';

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    rowGap: tokens.spacingVerticalM,
    gridTemplateColumns: 'minmax(0, 1fr)',
    maxWidth: '560px',
    // Colour alone must not tell a link from the words around it.
    '& a.ac-anchor': { textDecorationLine: 'underline' },
  },
});

setUpCards();

/** Links open in a tab of their own; what a card would send to the bot goes nowhere. */
const nothingHappens: CardHandlers = { onAction: () => {}, onLink: () => false };

/** Loaded by card-view.tsx when there is a card to draw: the library is large. */
export default function DrawnCards({ cards }: { cards: readonly unknown[] }) {
  const styles = useStyles();
  return (
    <div className={styles.cards}>
      {cards.map((card, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cards have no id, and their order is theirs
        <DrawnCard key={index} card={card} />
      ))}
    </div>
  );
}

function DrawnCard({ card }: { card: unknown }) {
  const { t } = useTranslation();
  const { locale } = useHost();
  const frame = useRef<HTMLDivElement>(null);
  // Only a card that differs is drawn anew.
  const json = JSON.stringify(card);
  useLayoutEffect(() => {
    try {
      frame.current?.replaceChildren(renderCard(JSON.parse(json ?? 'null'), locale, nothingHappens));
    } catch {
      frame.current?.replaceChildren(t('cardFailed'));
    }
  }, [json, locale, t]);
  return <div ref={frame} className="card" />;
}
