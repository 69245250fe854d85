import { Badge } from '@fluentui/react-components';
import { ArrowRepeatAll16Regular } from '@fluentui/react-icons/svg/arrow-repeat-all';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock16Regular } from '@fluentui/react-icons/svg/clock';
import { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle';
import { Prohibited16Regular } from '@fluentui/react-icons/svg/prohibited';
import { SubtractCircle16Regular } from '@fluentui/react-icons/svg/subtract-circle';
import { useTranslation } from 'react-i18next';
import type { ActivitySummary } from '../../bot/api/contract.ts';
import { shownOutcome } from './outcome.ts';

const looks = {
  posted: { Icon: CheckmarkCircle16Filled, color: 'success' },
  waiting: { Icon: Clock16Regular, color: 'informative' },
  tryingAgain: { Icon: ArrowRepeatAll16Regular, color: 'warning' },
  failed: { Icon: ErrorCircle16Filled, color: 'danger' },
  ignored: { Icon: SubtractCircle16Regular, color: 'informative' },
  refused: { Icon: Prohibited16Regular, color: 'danger' },
} as const;

/** What became of a request, in a word and a colour. */
export function OutcomeBadge({ activity }: { activity: Pick<ActivitySummary, 'outcome' | 'reason'> }) {
  const { t } = useTranslation('activity');
  const outcome = shownOutcome(activity);
  const { Icon, color } = looks[outcome];
  return (
    <Badge appearance="tint" color={color} size="large" icon={<Icon />}>
      {t(`outcome.${outcome}`)}
    </Badge>
  );
}
