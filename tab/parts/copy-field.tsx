import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark';
import { Copy16Regular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  field: { display: 'grid', rowGap: tokens.spacingVerticalXS },
  row: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
  value: {
    flex: '1 1 220px',
    minWidth: 0,
    boxSizing: 'border-box',
    padding: '5px 10px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
    userSelect: 'all',
  },
  // As wide in both states, so that nothing moves.
  button: { minWidth: '104px' },
});

/** A value to take along, such as a webhook URL, with a button that copies it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  const [done, setDone] = useState<'copied' | 'selected'>();

  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(undefined), 4_000);
    return () => clearTimeout(timer);
  }, [done]);

  const copy = async () => {
    setDone((await copyText(value, box.current)) ? 'copied' : 'selected');
  };

  return (
    <div className={styles.field}>
      <Text weight="semibold">{label}</Text>
      <div className={styles.row}>
        <code ref={box} className={styles.value}>
          {value}
        </code>
        <Button
          className={styles.button}
          icon={done === 'copied' ? <Checkmark16Regular /> : <Copy16Regular />}
          aria-label={t('copyLabelled', { label })}
          onClick={copy}
        >
          {done === 'copied' ? t('copied') : t('copy')}
        </Button>
      </div>
      <Text size={200} role="status" className={done === 'selected' ? undefined : 'visually-hidden'}>
        {done && t(done === 'copied' ? 'copied' : 'copyByHand')}
      </Text>
    </div>
  );
}

/** Teams does not let every frame write to the clipboard: then the older way, and else the text is left selected. */
async function copyText(text: string, element: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (element) getSelection()?.selectAllChildren(element);
    const copied = document.execCommand('copy');
    if (copied) getSelection()?.removeAllRanges();
    return copied;
  }
}
