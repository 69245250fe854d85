import { makeStyles, Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { LoadingRows } from '../parts/loading.tsx';

const useStyles = makeStyles({ filters: { width: 'min(100%, 672px)' } });

/** The catalogue's shape: where its filters and its rows are going to be. */
export function LoadingCatalogue() {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <>
      <Skeleton aria-label={t('loading')}>
        <SkeletonItem size={32} className={styles.filters} />
      </Skeleton>
      <LoadingRows rows={8} />
    </>
  );
}
