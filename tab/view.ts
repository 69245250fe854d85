import { createContext, useContext } from 'react';

/** The screens. `all` and `published` are the catalogue, `configured` the channel's connections. */
export type View =
  | { name: 'all' }
  | { name: 'published' }
  | { name: 'configured' }
  | { name: 'configure'; connectorId: string }
  | { name: 'connection'; connectionId: string; section: ConnectionSection; activityId?: string };

export type ConnectionSection = 'settings' | 'url' | 'activity';

/** A change from one screen to another. */
export interface Arrival {
  /** Whether the new screen's heading has had the focus. */
  headingFocused: boolean;
}

export interface Navigation {
  view: View;
  /** How one came here from another screen; undefined on the screen that the page was opened with. */
  arrival: Arrival | undefined;
  open(view: View): void;
  /** To where one came from; after a reload or a link, to the list that the screen belongs to. */
  back(): void;
}

/** Whether both are the same screen: the sections of a connection stand on one. */
export function isSameScreen(one: View, other: View): boolean {
  return screenOf(one) === screenOf(other);
}

function screenOf(view: View): string {
  if (view.name === 'configure') return `configure ${view.connectorId}`;
  if (view.name === 'connection') return `connection ${view.connectionId} ${view.activityId ?? ''}`;
  return view.name;
}

export const NavigationContext = createContext<Navigation | undefined>(undefined);

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error('There is no navigation above this component.');
  return navigation;
}
