import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock16Regular } from '@fluentui/react-icons/svg/clock';
import { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle';
import { Warning16Filled } from '@fluentui/react-icons/svg/warning';
import { useTranslation } from 'react-i18next';
import type { UrlStatus as Status } from '../../bot/api/contract.ts';

const useStyles = makeStyles({
  status: { display: 'inline-flex', alignItems: 'flex-start', columnGap: tokens.spacingHorizontalXS },
  icon: { flex: '0 0 auto', display: 'inline-flex' },
  'up-to-date': { color: tokens.colorStatusSuccessForeground1 },
  'attention-required': { color: tokens.colorStatusWarningForeground3 },
  'waiting-for-first-message': { color: tokens.colorNeutralForeground2 },
  expired: { color: tokens.colorStatusDangerForeground3 },
});

const icons = {
  'up-to-date': CheckmarkCircle16Filled,
  'attention-required': Warning16Filled,
  'waiting-for-first-message': Clock16Regular,
  expired: ErrorCircle16Filled,
};

/** The status of a webhook URL in a line, in the words of Microsoft's connectors. */
export function UrlStatus({ status }: { status: Status }) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const Icon = icons[status];
  return (
    <Text size={200} className={mergeClasses(styles.status, styles[status])}>
      <span className={styles.icon} aria-hidden>
        <Icon />
      </span>
      {t(`status.${status}`)}
    </Text>
  );
}
