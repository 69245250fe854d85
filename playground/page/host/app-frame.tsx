import { Button, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { fetchSsoToken } from '../sso-token.ts';
import type { AppRequests, FrameContext } from './app-requests.ts';
import { flatContext } from './flat-context.ts';
import { ownPage } from './own-page.ts';
import { useFrameHost } from './use-frame-host.ts';
import { useHost } from './use-host.ts';

const useStyles = makeStyles({
  // Fills whatever it stands in.
  area: { position: 'relative', width: '100%', height: '100%', minHeight: 0, display: 'flex' },
  frame: { border: 'none', width: '100%', height: '100%', display: 'block' },
  waiting: { visibility: 'hidden' },
  over: {
    position: 'absolute',
    inset: 0,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    textAlign: 'center',
  },
});

/** So long Teams waits for `app.notifyAppLoaded` or `notifySuccess` (Microsoft Learn, "Loading indicator"). */
const PATIENCE_MS = 30_000;
const NO_PROBLEM_TEXT = 'There was a problem reaching this app.';

/** What the page around the frame answers itself; the rest is the same for every frame. */
type OwnRequests = Omit<AppRequests, 'context' | 'loaded' | 'failed' | 'authToken' | 'openLink' | 'copy'>;

/** What may be told to the app in the frame. */
export type AppFrameHandle = { save: () => void; remove: () => void };

/** A page of the app in a frame, with Teams around it; until it says that it is loaded, Teams shows a spinner. */
export function AppFrame(props: {
  ref?: Ref<AppFrameHandle>;
  /** The page's address as the app gave it. */
  page: string;
  /** What assistive technology calls the frame. */
  title: string;
  context: FrameContext;
  /** The channel, or chat, in which it stands. */
  channelId: string;
  entityId?: string | undefined;
  subEntityId?: string | undefined;
  requests: OwnRequests;
}) {
  const styles = useStyles();
  const { team, user, theme, locale, openLink } = useHost();
  const { page, title, context, channelId, entityId = '', subEntityId, requests } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<'loading' | 'shown' | { failed: string }>('loading');
  const address = ownPage(page, location.origin);
  const channel = team.channels.find(each => each.id === channelId);
  const viewer = { team, user, theme, locale, channel, frameContext: context, entityId, subEntityId };

  const app: AppRequests = {
    ...requests,
    context: () => flatContext(viewer),
    loaded: () => setState('shown'),
    failed: message => setState({ failed: message ?? NO_PROBLEM_TEXT }),
    authToken: () => fetchSsoToken(user.id),
    openLink: link => openLink(link) || openElsewhere(link),
    copy: text => navigator.clipboard.writeText(text),
  };
  const host = useFrameHost(frame, context, app, theme);
  useImperativeHandle(props.ref, () => ({ save: () => host.current?.save(), remove: () => host.current?.remove() }), [
    host,
  ]);

  // Teams, too, loads its apps anew for another person or in another language.
  const key = `${user.id} ${locale} ${attempt}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that is loaded anew begins from the start
  useEffect(() => {
    setState('loading');
    const timer = setTimeout(
      () => setState(now => (now === 'loading' ? { failed: NO_PROBLEM_TEXT } : now)),
      PATIENCE_MS,
    );
    return () => clearTimeout(timer);
  }, [key, address]);

  if (address === undefined) {
    return (
      <div className={styles.area}>
        <Text className={styles.over}>The playground opens pages of the app only, and this is none: {page}</Text>
      </div>
    );
  }
  return (
    <div className={styles.area} aria-busy={state === 'loading'}>
      <iframe
        key={key}
        ref={frame}
        className={mergeClasses(styles.frame, state !== 'shown' && styles.waiting)}
        src={address}
        title={title}
        allow="clipboard-read; clipboard-write"
        onLoad={event => isRefused(event.currentTarget) && setState('shown')}
      />
      {state === 'loading' && <Spinner className={styles.over} label="Loading…" labelPosition="below" />}
      {typeof state === 'object' && (
        <div className={styles.over} role="alert">
          <Text>{state.failed}</Text>
          <Button onClick={() => setAttempt(attempt + 1)}>Try again</Button>
        </div>
      )}
    </div>
  );
}

/** Whether the page in the frame is an error, which says what it has to say without teams-js. */
function isRefused({ contentWindow }: HTMLIFrameElement): boolean {
  const [entry] = contentWindow?.performance.getEntriesByType('navigation') ?? [];
  return entry !== undefined && 'responseStatus' in entry && Number(entry.responseStatus) >= 400;
}

function openElsewhere(address: string): boolean {
  const url = URL.parse(address);
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return false;
  window.open(url, '_blank', 'noopener,noreferrer');
  return true;
}
