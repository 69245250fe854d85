import type { Person } from './contract.ts';
import type { ChannelInTeam, Directory } from './directory.ts';

/**
 * Finds the names of people for a page, all at once. Names are an ornament: where the directory cannot be asked for
 * them, they are left out.
 */
export async function readPeople(
  { directory, onError }: { directory: Directory; onError: (error: unknown) => void },
  channel: ChannelInTeam,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => Person | null> {
  const wanted = [...new Set(ids)].filter(id => id !== null);
  const names = new Map<string, string | null>();
  try {
    if (wanted.length > 0) for (const { id, name } of await directory.members(channel, wanted)) names.set(id, name);
  } catch (error) {
    onError(error);
  }
  return id => (id === null ? null : { id, name: names.get(id) ?? null });
}
