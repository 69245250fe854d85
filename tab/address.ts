import type { ConnectionSection, View } from './view.ts';

/** What the page's address says: which page it is, of which channel, and what is open. */
export interface Address {
  page: 'connectors' | 'update-url' | 'configure' | 'remove';
  /** The query's; what Teams says of a channel comes first. */
  channelId: string | undefined;
  view: View;
  /** For `update-url`: the one connection that it is about. */
  connectionId: string | undefined;
}

/** Reads the page's address; what it does not know it takes for the catalogue. */
export function readAddress(pathname: string, search: string): Address {
  const query = new URLSearchParams(search);
  return {
    page: pages.find(page => pathname.endsWith(`/${page}`)) ?? 'connectors',
    channelId: query.get('channel') || undefined,
    view: readView(query),
    connectionId: query.get('connection') || undefined,
  };
}

/** The address of a screen, so that a reload shows the same one. */
export function addressOf(view: View, channelId: string | undefined): string {
  const query = new URLSearchParams(queryOf(view));
  if (channelId !== undefined) query.set('channel', channelId);
  return `/tab/connectors?${query}`;
}

/** The list that a screen belongs to: where "back" leads when one did not come from anywhere. */
export function parentOf(view: View): View {
  if (view.name === 'connection' && view.activityId !== undefined)
    return { name: 'connection', connectionId: view.connectionId, section: view.section };
  return view.name === 'connection' ? { name: 'configured' } : { name: 'all' };
}

const pages = ['connectors', 'update-url', 'configure', 'remove'] as const;
const sections: readonly ConnectionSection[] = ['settings', 'url', 'activity'];

function readView(query: URLSearchParams): View {
  const connectionId = query.get('connection');
  if (connectionId) {
    const section = sections.find(name => name === query.get('section')) ?? 'settings';
    const activityId = query.get('activity');
    return { name: 'connection', connectionId, section, ...(activityId && { activityId }) };
  }
  const connectorId = query.get('connector');
  if (connectorId) return { name: 'configure', connectorId };
  const list = query.get('view');
  return { name: list === 'configured' || list === 'published' ? list : 'all' };
}

function queryOf(view: View): Record<string, string> {
  switch (view.name) {
    case 'connection': {
      const { connectionId, section, activityId } = view;
      return { connection: connectionId, section, ...(activityId !== undefined && { activity: activityId }) };
    }
    case 'configure':
      return { connector: view.connectorId };
    default:
      return { view: view.name };
  }
}
