import { lazy, type ReactNode } from 'react';
import { CatalogueScreen } from './catalogue/catalogue-screen.tsx';
import { useNavigation } from './view.ts';

const ConfigureScreen = lazy(() => import('./configure/configure-screen.tsx'));
const ConfiguredScreen = lazy(() => import('./connections/configured-screen.tsx'));
const ConnectionScreen = lazy(() => import('./connections/connection-screen.tsx'));

/** The screen that is open. Only the catalogue comes with the page; the others are loaded when they are opened. */
export function Screens(): ReactNode {
  const { view } = useNavigation();
  switch (view.name) {
    case 'all':
      return <CatalogueScreen key="all" />;
    case 'published':
      return <CatalogueScreen key="published" only="organization" />;
    case 'configure':
      return <ConfigureScreen key={view.connectorId} connectorId={view.connectorId} />;
    case 'configured':
      return <ConfiguredScreen />;
    case 'connection':
      return <ConnectionScreen key={view.connectionId} {...view} />;
  }
}
