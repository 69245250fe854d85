import { makeStyles, Skeleton, SkeletonItem, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingCatalogue } from './catalogue/loading-catalogue.tsx';
import { useChannel } from './channel.ts';
import { useHost } from './host/use-host.ts';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { Frame } from './parts/frame.tsx';
import { LoadingRows } from './parts/loading.tsx';
import { ScreenFailed } from './parts/page-failed.tsx';
import { Screen } from './parts/screen.tsx';
import { Screens } from './screens.tsx';
import { SideNavigation } from './side-navigation.tsx';
import { useNavigation } from './view.ts';
import { PHONE } from './widths.ts';

const useStyles = makeStyles({
  body: {
    display: 'grid',
    gridTemplateColumns: '208px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalXXXL,
    rowGap: tokens.spacingVerticalM,
    [PHONE]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  where: {
    minHeight: '20px',
    marginBottom: tokens.spacingVerticalL,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
    [PHONE]: { marginBottom: tokens.spacingVerticalS },
  },
  unknown: { width: 'min(100%, 320px)' },
});

/** The navigation, and beside it (above it on a phone) the screen that is open. */
export function Shell() {
  const { t } = useTranslation();
  const channel = useChannel().view;
  const { view } = useNavigation();
  return (
    <Layout
      where={<Text>{t('where', { channel: channel.channel.name, team: channel.team.name })}</Text>}
      navigation={<SideNavigation channel={channel} />}
    >
      <ErrorBoundary fallback={<ScreenFailed />} resetOn={view}>
        <Suspense fallback={<LoadingRows />}>
          <Screens />
        </Suspense>
      </ErrorBoundary>
    </Layout>
  );
}

/** The same while it is not known yet whose channel it is: nothing moves when it is. */
export function LoadingShell() {
  const styles = useStyles();
  const { t } = useTranslation(['common', 'catalogue']);
  const { view } = useNavigation();
  return (
    <Layout
      where={
        <Skeleton aria-label={t('loading')}>
          <SkeletonItem size={20} className={styles.unknown} />
        </Skeleton>
      }
      navigation={<SideNavigation channel={undefined} />}
    >
      {view.name === 'all' || view.name === 'published' ? (
        <Screen title={t(view.name === 'all' ? 'catalogue:allTitle' : 'catalogue:publishedTitle')}>
          <LoadingCatalogue />
        </Screen>
      ) : (
        <LoadingRows />
      )}
    </Layout>
  );
}

function Layout(props: { where: ReactNode; navigation: ReactNode; children: ReactNode }) {
  const styles = useStyles();
  const { place } = useHost();
  return (
    <Frame>
      {/* A dialog has it in its title. */}
      {place !== 'dialog' && <header className={styles.where}>{props.where}</header>}
      <div className={styles.body}>
        {props.navigation}
        <main>{props.children}</main>
      </div>
    </Frame>
  );
}
