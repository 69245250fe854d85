import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  main: { flex: '1 1 auto', minWidth: 0, backgroundColor: tokens.colorNeutralBackground3 },
  header: { height: '56px', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, boxSizing: 'border-box' },
  title: { padding: '18px 24px', width: '160px' },
  posts: { maxWidth: '860px', margin: '0 auto', padding: '24px', display: 'grid', rowGap: '16px' },
  post: { height: '120px' },
});

/** The page's shape while the team is being read, so that nothing jumps when it is there. */
export function Loading() {
  const styles = useStyles();
  return (
    <main className={styles.main} aria-busy="true">
      <Skeleton aria-label="Loading the channel">
        <div className={styles.header}>
          <SkeletonItem size={20} className={styles.title} />
        </div>
        <LoadingPosts />
      </Skeleton>
    </main>
  );
}

export function LoadingPosts() {
  const styles = useStyles();
  return (
    <Skeleton aria-label="Loading posts" className={styles.posts}>
      <SkeletonItem className={styles.post} />
      <SkeletonItem className={styles.post} />
    </Skeleton>
  );
}
