import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectorDetail, WebhookUrlView } from '../../bot/api/contract.ts';
import { connectorPath } from '../api/paths.ts';
import { useResource } from '../api/use-resource.ts';
import { useChannel } from '../channel.ts';
import { CopyField } from '../parts/copy-field.tsx';
import { Guide } from '../parts/guide/guide.tsx';
import { LoadingForm } from '../parts/loading.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';

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

/** How to set up the service that is to post to a URL, and the URL's other forms for those that need one. */
export function WebhookUrlHelp(props: {
  url: WebhookUrlView;
  connectorId: string;
  /** Whether the set-up guide is open from the start. */
  guideOpen: boolean;
}) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const { url, connectorId, guideOpen } = props;
  const [open, setOpen] = useState<unknown[]>(guideOpen ? ['guide'] : []);
  return (
    <Accordion collapsible multiple openItems={open} onToggle={(_event, { openItems }) => setOpen([...openItems])}>
      <AccordionItem value="guide">
        <AccordionHeader as="h2">{t('guide')}</AccordionHeader>
        <AccordionPanel>
          <SetUpGuide connectorId={connectorId} webhookUrl={url.url} />
        </AccordionPanel>
      </AccordionItem>
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

/** Read when it is opened: most people only come for the URL. */
function SetUpGuide({ connectorId, webhookUrl }: { connectorId: string; webhookUrl: string }) {
  const channel = useChannel();
  const connector = useResource<ConnectorDetail>(connectorPath(channel.id, connectorId));
  if (connector.state === 'loading') return <LoadingForm fields={3} />;
  if (connector.state === 'failed') return <ProblemMessage problem={connector.problem} onRetry={connector.reload} />;
  return <Guide markdown={connector.data.guide} webhookUrl={webhookUrl} />;
}
