import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { ProblemMessage } from '../parts/problem-message.tsx';
import type { PagedList } from './use-pages.ts';

const useStyles = makeStyles({
  foot: { display: 'grid', justifyItems: 'center', rowGap: tokens.spacingVerticalS },
});

/** The end of a list that is read page by page: a button for the next page, and what went wrong with it. */
export function LoadMore<T>({ list }: { list: PagedList<T> }) {
  const styles = useStyles();
  const { t } = useTranslation('connections');
  const { problem, next, loading } = list;
  if (problem) return <ProblemMessage problem={problem} onRetry={next === null ? list.reload : list.loadMore} />;
  if (next === null) return null;
  return (
    <div className={styles.foot}>
      <Button
        onClick={list.loadMore}
        disabledFocusable={loading === 'more'}
        icon={loading === 'more' ? <Spinner size="tiny" /> : null}
      >
        {t(loading === 'more' ? 'loadingMore' : 'loadMore')}
      </Button>
    </div>
  );
}
