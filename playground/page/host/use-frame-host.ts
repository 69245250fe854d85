import { type RefObject, useEffect, useRef } from 'react';
import type { AppRequests, FrameContext } from './app-requests.ts';
import { createFrameHost, type FrameHost } from './frame-host.ts';

/**
 * Plays the host for the page in a frame. Only what that very frame posts, from the page's own origin, is heard.
 * @param app may change with every drawing: the newest is asked
 */
export function useFrameHost(
  frame: RefObject<HTMLIFrameElement | null>,
  context: FrameContext,
  app: AppRequests,
  theme: string,
): RefObject<FrameHost | undefined> {
  const newest = useRef(app);
  newest.current = app;
  const host = useRef<FrameHost>(undefined);

  useEffect(() => {
    const created = createFrameHost(
      context,
      () => newest.current,
      message => frame.current?.contentWindow?.postMessage(message, location.origin),
      sentence => console.warn(sentence),
    );
    host.current = created;
    const onMessage = (event: MessageEvent<unknown>) => {
      if (event.origin !== location.origin || event.source !== frame.current?.contentWindow) return;
      void created.receive(event.data);
    };
    addEventListener('message', onMessage);
    return () => removeEventListener('message', onMessage);
  }, [context, frame]);

  useEffect(() => host.current?.themeChanged(theme), [theme]);
  return host;
}
