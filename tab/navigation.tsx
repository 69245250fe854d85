import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { addressOf, parentOf, readAddress } from './address.ts';
import { type Arrival, isSameScreen, type Navigation, NavigationContext, type View } from './view.ts';

/** How many screens were opened before this one, in the browser's entry of it. */
function depth(): number {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'depth' in state && typeof state.depth === 'number'
    ? state.depth
    : 0;
}

/** Keeps which screen is open, in the page's address too: a reload and the browser's own "back" work. */
export function NavigationProvider(props: { channelId: string | undefined; children: ReactNode }) {
  const { channelId } = props;
  const [place, setPlace] = useState<Place>(() => ({ view: viewInAddress(), arrival: undefined }));

  useEffect(() => {
    const onPopState = () => setPlace(before => goOn(before, viewInAddress()));
    addEventListener('popstate', onPopState);
    return () => removeEventListener('popstate', onPopState);
  }, []);

  const open = useCallback(
    (view: View) => {
      history.pushState({ depth: depth() + 1 }, '', addressOf(view, channelId));
      setPlace(before => goOn(before, view));
    },
    [channelId],
  );

  const navigation: Navigation = useMemo(
    () => ({
      ...place,
      open,
      back: () => {
        if (depth() > 0) history.back();
        else open(parentOf(place.view));
      },
    }),
    [place, open],
  );
  return <NavigationContext value={navigation}>{props.children}</NavigationContext>;
}

type Place = Pick<Navigation, 'view' | 'arrival'>;

function goOn(before: Place, view: View): Place {
  const arrival: Arrival | undefined = isSameScreen(before.view, view) ? before.arrival : { headingFocused: false };
  return { view, arrival };
}

function viewInAddress(): View {
  return readAddress(location.pathname, location.search).view;
}
