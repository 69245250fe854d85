import { DirectoryUnavailableError } from '../policy/directory-unavailable-error.ts';
import type { Person } from './asked.ts';
import type { ChannelInTeam, Directory } from './directory.ts';
import { isLosing, isOpen, type PromptedConnection } from './prompted-connection.ts';

/** Who can act in a channel. */
export interface Responsible {
  owners: Person[];
  /** The owners, and who added what they have to see to, if still a member. */
  people: Person[];
}

export const nobody: Responsible = { owners: [], people: [] };

/**
 * Asks the directory; `archived` where nothing can be posted in the team now, `unavailable` where the directory cannot
 * say.
 */
export async function responsibleFor(
  directory: Directory,
  channel: ChannelInTeam,
  connections: readonly PromptedConnection[],
): Promise<Responsible | 'archived' | 'unavailable'> {
  const creators = new Set(
    connections.filter(one => isOpen(one) || isLosing(one)).flatMap(({ createdBy }) => createdBy ?? []),
  );
  try {
    if (await directory.isArchived(channel)) return 'archived';
    const owners = await directory.owners(channel);
    const others = [...creators].filter(id => owners.every(owner => owner.id !== id));
    const members = others.length === 0 ? [] : await directory.members(channel, others);
    return { owners, people: [...owners, ...members] };
  } catch (error) {
    if (error instanceof DirectoryUnavailableError) return 'unavailable';
    throw error;
  }
}
