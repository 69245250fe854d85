import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { Apps20Regular } from '@fluentui/react-icons/svg/apps';
import { Building20Regular } from '@fluentui/react-icons/svg/building';
import { Settings20Regular } from '@fluentui/react-icons/svg/settings';
import { Warning16Filled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelView } from '../bot/api/contract.ts';
import { useNavigation, type View } from './view.ts';
import { PHONE } from './widths.ts';

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    rowGap: '2px',
    [PHONE]: {
      display: 'flex',
      columnGap: tokens.spacingHorizontalXS,
      // On the narrowest phones in two rows: nothing is hidden.
      flexWrap: 'wrap',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  heading: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`,
    color: tokens.colorNeutralForeground2,
    [PHONE]: { display: 'none' },
  },
  item: {
    position: 'relative',
    width: '100%',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '36px',
    padding: `6px ${tokens.spacingHorizontalM}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    '--quiet': tokens.colorNeutralForeground2,
    ':hover': {
      backgroundColor: tokens.colorSubtleBackgroundHover,
      color: tokens.colorNeutralForeground1Hover,
      '--quiet': tokens.colorNeutralForeground2Hover,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '& svg': { flex: '0 0 auto' },
    [PHONE]: { minHeight: '44px', whiteSpace: 'nowrap', padding: `6px ${tokens.spacingHorizontalS}` },
  },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1Selected,
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    // In high contrast the background is bright.
    '--quiet': tokens.colorNeutralForeground2Selected,
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '8px',
      bottom: '8px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
    [PHONE]: {
      color: tokens.colorNeutralForeground1,
      backgroundColor: 'transparent',
      '--quiet': tokens.colorNeutralForeground2,
      '::before': { top: 'auto', bottom: 0, left: '8px', right: '8px', width: 'auto', height: '3px' },
    },
  },
  icon: { display: 'inline-flex', [PHONE]: { display: 'none' } },
  words: { flex: '1 1 auto', minWidth: 0 },
  long: { [PHONE]: { display: 'none' } },
  short: { display: 'none', [PHONE]: { display: 'inline' } },
  count: { color: 'var(--quiet)', fontVariantNumeric: 'tabular-nums' },
  attention: { display: 'inline-flex', color: tokens.colorStatusWarningForeground3 },
});

/** Left of the screens; on a phone a row above them. As Microsoft's dialog had it. Without a channel: no counts yet. */
export function SideNavigation({ channel }: { channel: ChannelView | undefined }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <nav aria-label={t('navigation.label')}>
      <ul className={styles.list}>
        <Item to={{ name: 'all' }} icon={<Apps20Regular />}>
          {t('navigation.all')}
        </Item>
        <Item to={{ name: 'published' }} icon={<Building20Regular />}>
          <span className={styles.long}>{t('navigation.published')}</span>
          <span className={styles.short}>{t('navigation.publishedShort')}</span>
        </Item>
        <li className={styles.heading}>
          <Text size={200} weight="semibold">
            {t('navigation.manage')}
          </Text>
        </li>
        <Item
          to={{ name: 'configured' }}
          icon={<Settings20Regular />}
          after={
            <>
              {channel && channel.attentionRequired > 0 && (
                <span
                  className={styles.attention}
                  title={t('navigation.attention', { count: channel.attentionRequired })}
                >
                  <Warning16Filled aria-hidden />
                  <span className="visually-hidden">
                    {t('navigation.attention', { count: channel.attentionRequired })}
                  </span>
                </span>
              )}
              <span className={styles.count}>{channel?.connections}</span>
            </>
          }
        >
          {t('navigation.configured')}
        </Item>
      </ul>
    </nav>
  );
}

function Item(props: { to: View; icon: ReactNode; children: ReactNode; after?: ReactNode }) {
  const styles = useStyles();
  const { view, open } = useNavigation();
  const current = listOf(view) === props.to.name;
  return (
    <li>
      <button
        type="button"
        className={mergeClasses(styles.item, current && styles.current)}
        aria-current={current ? 'page' : undefined}
        onClick={() => open(props.to)}
      >
        <span className={styles.icon} aria-hidden>
          {props.icon}
        </span>
        <span className={styles.words}>{props.children}</span>
        {props.after}
      </button>
    </li>
  );
}

/** The list that a screen belongs to. */
function listOf(view: View): View['name'] {
  if (view.name === 'connection') return 'configured';
  return view.name === 'configure' ? 'all' : view.name;
}
