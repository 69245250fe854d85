import type { ConnectionDetail } from '../../bot/api/contract.ts';
import type { Resource } from '../api/use-resource.ts';

/** A connection that has been read: what its sections show, and what they put in its place when they change it. */
export type OpenConnection = Extract<Resource<ConnectionDetail>, { state: 'ready' }>;

export function connectionPath(connectionId: string): string {
  return `/api/connections/${encodeURIComponent(connectionId)}`;
}
