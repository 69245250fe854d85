import { DatabaseSync } from 'node:sqlite';
import { storeFaultOf } from './store-fault.ts';

/** What `quick_check` finds first in the database in `file`, or undefined. Throws where it cannot be opened. */
export function findDamage(file: string): string | undefined {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const [found] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {});
    return found === 'ok' ? undefined : String(found);
  } catch (error) {
    // Where the header or the schema is damaged, nothing can be asked at all.
    if (storeFaultOf(error) !== 'damaged') throw error;
    return error instanceof Error ? error.message : String(error);
  } finally {
    database.close();
  }
}
