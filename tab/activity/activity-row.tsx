import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right';
import { useTranslation } from 'react-i18next';
import type { ActivitySummary } from '../../bot/api/contract.ts';
import { useTime } from '../parts/use-time.ts';
import { OutcomeBadge } from './outcome-badge.tsx';

const useStyles = makeStyles({
  item: { contentVisibility: 'auto', containIntrinsicBlockSize: 'auto 60px' },
  row: {
    boxSizing: 'border-box',
    width: '100%',
    margin: 0,
    border: 0,
    font: 'inherit',
    color: 'inherit',
    textAlign: 'start',
    backgroundColor: 'transparent',
    cursor: 'pointer',
    display: 'grid',
    gridTemplateColumns: '92px 120px minmax(0, 1fr) 16px',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '--quiet': tokens.colorNeutralForeground2,
    // In high contrast the background turns bright.
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground1Hover,
      color: tokens.colorNeutralForeground1Hover,
      '--quiet': tokens.colorNeutralForeground2Hover,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, auto) minmax(0, 1fr) 16px' },
  },
  time: { fontVariantNumeric: 'tabular-nums', paddingTop: '2px', whiteSpace: 'nowrap' },
  words: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (max-width: 720px)': { gridRow: '2', gridColumn: '1 / 3' },
  },
  summary: { overflowWrap: 'anywhere' },
  about: { color: 'var(--quiet)', overflowWrap: 'anywhere' },
  chevron: { paddingTop: '4px', color: 'var(--quiet)' },
});

/** A request in the list: when, what became of it and why, and from where it came. */
export function ActivityRow({ activity, onOpen }: { activity: ActivitySummary; onOpen: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation('activity');
  const time = useTime();
  const { at, summary, reason, address, userAgent } = activity;
  const from = [address, userAgent].filter(Boolean).join(' · ');
  return (
    <li className={styles.item}>
      <button type="button" className={styles.row} onClick={onOpen}>
        <Text className={styles.time}>{time.clock(at)}</Text>
        <span>
          <OutcomeBadge activity={activity} />
        </span>
        <span className={styles.words}>
          <Text className={styles.summary}>{summary ?? t('noSummary')}</Text>
          {reason && (
            <Text size={200} className={styles.summary}>
              {reason}
            </Text>
          )}
          {from && (
            <Text size={200} className={styles.about}>
              {from}
            </Text>
          )}
        </span>
        <span className={styles.chevron} aria-hidden>
          <ChevronRight16Regular />
        </span>
      </button>
    </li>
  );
}
