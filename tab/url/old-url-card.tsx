import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { OldUrl } from '../../bot/api/contract.ts';
import { Facts } from '../parts/facts.tsx';
import { useTime } from '../parts/use-time.ts';

const useStyles = makeStyles({
  card: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** One old URL: its end, its calls, and its last call, so that nobody has to guess which script to change. */
export function OldUrlCard({ oldUrl, ended }: { oldUrl: OldUrl; ended: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation('url');
  const time = useTime();
  const { generation, createdAt, endsAt, calls, refusedCalls, lastCall } = oldUrl;
  return (
    <li className={styles.card}>
      <Text>
        <Text weight="semibold">{t('old.generation', { number: generation })}</Text> (
        {t('old.createdAt', { date: time.date(createdAt) })})
      </Text>
      <Text>
        {ended
          ? t('old.ended', { time: time.dateTime(endsAt) })
          : t('old.ends', { time: time.dateTime(endsAt), relative: time.relative(endsAt) })}
      </Text>
      <Text>
        {calls === 0 ? t('old.noCalls') : t('old.calls', { count: calls })}
        {refusedCalls > 0 && ` ${t('old.refused', { count: refusedCalls })}`}
      </Text>
      {lastCall && (
        <Facts
          label={t('old.lastCall')}
          facts={[
            [t('old.time'), `${time.dateTime(lastCall.at)} (${time.relative(lastCall.at)})`],
            [t('old.address'), lastCall.address],
            [t('old.userAgent'), lastCall.userAgent ?? t('old.noUserAgent')],
          ]}
        />
      )}
    </li>
  );
}
