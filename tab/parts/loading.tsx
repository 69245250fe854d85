import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, height: '65px' },
  words: { flex: '1 1 auto', display: 'grid', rowGap: tokens.spacingVerticalXS },
  name: { width: '30%' },
  form: { display: 'grid', rowGap: tokens.spacingVerticalL, maxWidth: '560px' },
  field: { display: 'grid', rowGap: tokens.spacingVerticalXS },
  label: { width: '120px' },
});

/** The shape of a list of connectors, connections or activities. */
export function LoadingRows({ rows = 6 }: { rows?: number }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Skeleton aria-label={t('loading')} aria-busy>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={row} className={styles.row}>
          <SkeletonItem shape="square" size={40} />
          <div className={styles.words}>
            <SkeletonItem size={16} className={styles.name} />
            <SkeletonItem size={12} />
          </div>
        </div>
      ))}
    </Skeleton>
  );
}

/** The shape of a form, or of any screen of fields. */
export function LoadingForm({ fields = 4 }: { fields?: number }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Skeleton aria-label={t('loading')} aria-busy className={styles.form}>
      {Array.from({ length: fields }, (_, field) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={field} className={styles.field}>
          <SkeletonItem size={16} className={styles.label} />
          <SkeletonItem size={32} />
        </div>
      ))}
    </Skeleton>
  );
}
