import {
  Field,
  makeStyles,
  Select,
  Skeleton,
  SkeletonItem,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectorDetail } from '../../bot/api/contract.ts';
import { CardView } from '../parts/card-view.tsx';
import type { Draft } from './draft.ts';
import { usePreview } from './use-preview.ts';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  frame: { marginTop: tokens.spacingVerticalM, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' },
  // As wide as there is room, and not as its longest option.
  select: { minWidth: 0, '& > select': { minWidth: 0, width: '100%', textOverflow: 'ellipsis' } },
  waiting: { height: '140px' },
  problem: { color: tokens.colorStatusDangerForeground1 },
});

/** A sample of what the connector posts, as a card with the name and the picture of the draft. */
export function PreviewSection({ connector, draft }: { connector: ConnectorDetail; draft: Draft }) {
  const styles = useStyles();
  const { t } = useTranslation('configure');
  const [sample, setSample] = useState(connector.samples[0]?.name);
  const preview = usePreview(connector.id, sample, draft);
  if (sample === undefined) return null;
  return (
    <section>
      <h2 className={styles.heading}>{t('preview.title')}</h2>
      {connector.samples.length > 1 && (
        <Field label={t('preview.sample')}>
          <Select className={styles.select} value={sample} onChange={(_event, data) => setSample(data.value)}>
            {connector.samples.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <div className={styles.frame} aria-busy={preview.state === 'loading'}>
        {preview.cards ? (
          <CardView cards={preview.cards} />
        ) : preview.state === 'failed' ? (
          <Text className={styles.problem}>{preview.detail}</Text>
        ) : (
          <Skeleton aria-label={t('preview.loading')}>
            <SkeletonItem className={styles.waiting} />
          </Skeleton>
        )}
      </div>
    </section>
  );
}
