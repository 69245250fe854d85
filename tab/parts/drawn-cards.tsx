import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Card } from '../card/card.tsx';
import type { CardHandlers } from '../card/card-renderer.ts';
import { useHost } from '../host/use-host.ts';

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

/** Links open in a tab of their own; what a card would send to the bot goes nowhere. */
const nothingHappens: CardHandlers = { onAction: () => {}, onLink: () => false };

/** Loaded by card-view.tsx when there is a card to draw: the library is large. */
export default function DrawnCards({ cards }: { cards: readonly unknown[] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { locale } = useHost();
  return (
    <div className={styles.cards}>
      {cards.map((card, index) => (
        <Card
          // biome-ignore lint/suspicious/noArrayIndexKey: cards have no id, and their order is theirs
          key={index}
          card={card}
          locale={locale}
          headingLevel={3}
          handlers={nothingHappens}
          cannotBeDrawn={() => t('cardFailed')}
        />
      ))}
    </div>
  );
}
