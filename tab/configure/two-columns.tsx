import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { TWO_COLUMNS } from '../widths.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignItems: 'start',
    gap: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXXL}`,
    [TWO_COLUMNS]: { gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 4fr)' },
  },
  beside: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalXXL },
});

/** What is to be done, and beside it, or under it where there is no room, what helps with it. */
export function TwoColumns({ main, beside }: { main: ReactNode; beside: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.columns}>
      <div>{main}</div>
      <div className={styles.beside}>{beside}</div>
    </div>
  );
}
