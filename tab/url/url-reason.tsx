import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { UrlState } from '../../bot/api/contract.ts';
import { useTime } from '../parts/use-time.ts';
import { needsAttention } from './url-actions.ts';

const useStyles = makeStyles({ reason: { color: tokens.colorNeutralForeground2 } });

/** In a line, why a URL needs attention and until when it works; nothing where it needs none. */
export function UrlReason({ state }: { state: UrlState }) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const time = useTime();
  const { status, reason, deadline } = state;
  if (!needsAttention(state)) return null;
  const end =
    deadline !== null && t(status === 'expired' ? 'endedShort' : 'endsShort', { time: time.dateTime(deadline) });
  const parts = [reason && t(`whyShort.${reason}`), end].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <Text size={200} className={styles.reason}>
      {parts.join(' · ')}
    </Text>
  );
}
