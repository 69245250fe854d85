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
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Without https and outside of localhost a page may not write to the clipboard: mark the text for Ctrl+C.
      if (box.current) getSelection()?.selectAllChildren(box.current);
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
          icon={copied ? <Checkmark16Regular /> : <Copy16Regular />}
          aria-label={`Copy: ${label}`}
          onClick={copy}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <span className="visually-hidden" aria-live="polite">
          {copied ? 'Copied' : ''}
        </span>
      </div>
      <pre ref={box} className={styles.text}>
        {text}
      </pre>
    </div>
  );
}
