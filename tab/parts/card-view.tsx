import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

const DrawnCards = lazy(() => import('./drawn-cards.tsx'));

/** Adaptive Cards as they stand in the channel. Links open beside the page, other buttons do nothing. */
export function CardView({ cards }: { cards: readonly unknown[] }) {
  const { t } = useTranslation();
  return (
    <Suspense
      fallback={
        <Skeleton aria-label={t('loading')}>
          <SkeletonItem style={{ height: '120px' }} />
        </Skeleton>
      }
    >
      <DrawnCards cards={cards} />
    </Suspense>
  );
}
