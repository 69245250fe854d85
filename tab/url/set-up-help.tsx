import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectorDetail, WebhookUrlView } from '../../bot/api/contract.ts';
import { connectorPath } from '../api/paths.ts';
import { useResource } from '../api/use-resource.ts';
import { useChannel } from '../channel.ts';
import { Guide } from '../parts/guide/guide.tsx';
import { LoadingForm } from '../parts/loading.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { UrlShapes } from './webhook-url.tsx';

/** How to set up the service that is to post to a URL, and the URL's other forms. */
export function SetUpHelp(props: {
  url: WebhookUrlView;
  connectorId: string;
  /** Whether the set-up guide is open from the start. */
  guideOpen: boolean;
}) {
  const { t } = useTranslation('url');
  const { url, connectorId, guideOpen } = props;
  const [open, setOpen] = useState<unknown[]>(guideOpen ? ['guide'] : []);
  return (
    <div>
      <Accordion collapsible openItems={open} onToggle={(_event, { openItems }) => setOpen([...openItems])}>
        <AccordionItem value="guide">
          <AccordionHeader as="h2">{t('guide')}</AccordionHeader>
          <AccordionPanel>
            <SetUpGuide connectorId={connectorId} webhookUrl={url.url} />
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
      <UrlShapes url={url} />
    </div>
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
