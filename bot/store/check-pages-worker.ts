import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { storeFaultOf } from './store-fault.ts';

/** What `quick_check` finds first, or undefined. Throws where the file cannot be opened. */
function firstProblem(file: string): string | undefined {
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

const problem = firstProblem(String(workerData));
parentPort?.postMessage(problem === undefined ? {} : { problem });
