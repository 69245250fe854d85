import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { WebhookUrlView } from '../../bot/api/contract.ts';
import { CopyField } from '../parts/copy-field.tsx';

const useStyles = makeStyles({
  field: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalXS },
  shapes: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalM },
  hint: { color: tokens.colorNeutralForeground2 },
});

/** A webhook URL to take along. */
export function WebhookUrl({ url, isNew }: { url: WebhookUrlView; isNew: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  return (
    <div className={styles.field}>
      <CopyField label={t(isNew ? 'newUrl' : 'url')} value={url.url} />
      <Text size={200} className={styles.hint}>
        {t('keep')}
      </Text>
    </div>
  );
}

/** The URL's other forms, for services that need one. */
export function UrlShapes({ url }: { url: WebhookUrlView }) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  return (
    <Accordion collapsible>
      <AccordionItem value="shapes">
        <AccordionHeader as="h2">{t('shapes')}</AccordionHeader>
        <AccordionPanel>
          <div className={styles.shapes}>
            <CopyField label={t('webhookb2')} value={url.webhookb2} />
            <CopyField label={t('workflows')} value={url.workflows} />
          </div>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
