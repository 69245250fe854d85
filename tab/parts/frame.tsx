import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { PHONE } from '../widths.ts';

const useStyles = makeStyles({
  frame: {
    boxSizing: 'border-box',
    minHeight: '100vh',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  inner: {
    boxSizing: 'border-box',
    maxWidth: '1240px',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL}`,
    [PHONE]: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}` },
  },
});

/** The page's ground and its margins, which every page has. */
export function Frame({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.frame}>
      <div className={styles.inner}>{children}</div>
    </div>
  );
}
