import { createContext, useContext } from 'react';

/** The screens. `all` and `published` are the catalogue, `configured` the channel's connections. */
export type View =
  | { name: 'all' }
  | { name: 'published' }
  | { name: 'configured' }
  | { name: 'configure'; connectorId: string }
  | { name: 'connection'; connectionId: string; section: ConnectionSection; activityId?: string };

export type ConnectionSection = 'settings' | 'url' | 'activity';

export interface Navigation {
  view: View;
  /** Whether one came here from another screen, rather than by opening the page. */
  moved: boolean;
  open(view: View): void;
  /** To where one came from; after a reload or a link, to the list that the screen belongs to. */
  back(): void;
}

export const NavigationContext = createContext<Navigation | undefined>(undefined);

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error('There is no navigation above this component.');
  return navigation;
}
