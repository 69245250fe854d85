import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Regenerate, UrlState } from '../../bot/api/contract.ts';
import { useChannel } from '../channel.ts';
import { useTime } from '../parts/use-time.ts';
import { needsAttention } from './url-actions.ts';

const intents = {
  'up-to-date': 'success',
  'attention-required': 'warning',
  'waiting-for-first-message': 'info',
  expired: 'error',
} as const;

/** How it stands with a webhook URL, why, until when, and what to do. */
export function UrlMessage(props: {
  state: UrlState;
  regenerate: Regenerate | null;
  /** Buttons for what to do. */
  actions?: ReactNode;
}) {
  const { t } = useTranslation('url');
  const time = useTime();
  const { view } = useChannel();
  const { state, regenerate, actions } = props;
  const { status, reason, deadline, refusedCalls } = state;
  const sentences: string[] = [];
  if (reason) sentences.push(t(`why.${reason}`));
  if (deadline !== null && status === 'attention-required')
    sentences.push(t('ends', { time: time.dateTime(deadline), relative: time.relative(deadline) }));
  if (deadline !== null && status === 'expired') sentences.push(t('ended', { time: time.dateTime(deadline) }));
  if (refusedCalls > 0) sentences.push(t('refused', { count: refusedCalls }));
  if (needsAttention(state)) {
    if (!view.mayChange) sentences.push(t('todo.ask', { whyNot: view.whyNot ?? '' }));
    else if (regenerate) sentences.push(t(`todo.${regenerate}`));
  } else if (status === 'waiting-for-first-message') sentences.push(t('waitingText'));
  else sentences.push(t('fine'));
  return (
    <MessageBar intent={intents[status]} layout="multiline" politeness="polite">
      <MessageBarBody>
        <MessageBarTitle>{t(`status.${status}`)}</MessageBarTitle> {sentences.join(' ')}
      </MessageBarBody>
      {actions && <MessageBarActions>{actions}</MessageBarActions>}
    </MessageBar>
  );
}
