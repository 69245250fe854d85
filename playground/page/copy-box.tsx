import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark';
import { Copy16Regular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useRef, useState } from 'react';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', paddingBottom: '4px' },
  text: {
    margin: 0,
    padding: '8px 12px',
    maxHeight: '180px',
    overflowY: 'auto',
    boxSizing: 'border-box',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

/** A text to take along, with a button that copies it. */
export function CopyBox({ label, text }: { label: string; text: string }) {
  const styles = useStyles();
  const box = useRef<HTMLPreElement>(null);
  const [done, setDone] = useState<'Copied' | 'Press Ctrl+C'>();

  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(undefined), 3000);
    return () => clearTimeout(timer);
  }, [done]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone('Copied');
    } catch {
      // Without https and outside of localhost a page may not write to the clipboard: mark the text for Ctrl+C.
      if (box.current) getSelection()?.selectAllChildren(box.current);
      setDone('Press Ctrl+C');
    }
  };

  return (
    <div>
      <div className={styles.head}>
        <Text size={200} weight="semibold">
          {label}
        </Text>
        <Button
          size="small"
          icon={done === 'Copied' ? <Checkmark16Regular /> : <Copy16Regular />}
          aria-label={`Copy: ${label}`}
          onClick={copy}
        >
          {done ?? 'Copy'}
        </Button>
        <span className="visually-hidden" aria-live="polite">
          {done}
        </span>
      </div>
      <pre ref={box} className={styles.text}>
        {text}
      </pre>
    </div>
  );
}
