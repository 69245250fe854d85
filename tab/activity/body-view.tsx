import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTime } from '../parts/use-time.ts';
import { readableBody } from './readable-body.ts';
import { formatSize } from './size.ts';

const useStyles = makeStyles({
  body: {
    padding: '8px 12px',
    maxHeight: '420px',
    overflow: 'auto',
    boxSizing: 'border-box',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  text: {
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  note: { color: tokens.colorNeutralForeground2 },
  button: { justifySelf: 'start' },
});

/** The body of a request as it was received: text, and nothing but text, whatever it holds. */
export function BodyView({ body, size, leftOut }: { body: string | null; size: number; leftOut: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation('activity');
  const { locale } = useTime();
  const [all, setAll] = useState(false);
  const readable = useMemo(() => readableBody(body ?? '', size, all), [body, size, all]);
  if (!body) return <Text>{t(leftOut ? 'bodyLeftOut' : 'bodyNone')}</Text>;
  const notes = [
    readable.json && t('bodyJson'),
    t('bodyMasked'),
    readable.shortened && t('bodyShortened'),
    readable.keptPartly && t('bodyKeptPartly', { size: formatSize(size, locale) }),
  ].filter(Boolean);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.body} tabIndex={0} aria-label={t('body')}>
        <pre className={styles.text}>
          {readable.text}
          {(readable.shortened || readable.keptPartly) && '\n…'}
        </pre>
      </section>
      <Text size={200} className={styles.note}>
        {notes.join(' ')}
      </Text>
      {readable.shortened && (
        <Button className={styles.button} onClick={() => setAll(true)}>
          {t('bodyAll')}
        </Button>
      )}
    </>
  );
}
