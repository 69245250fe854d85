import type { CompiledQuery } from 'kysely';
import type { StoreOrTransaction } from './store.ts';

/** SQLite takes 32,766 parameters in a statement, PostgreSQL 65,535: far above 64 rows of our widest table. */
const chunkSizes = [64, 32, 16, 8, 4, 2, 1];

/**
 * Inserts many rows in few statements, in their order. Building an INSERT takes longer than running it, and this is
 * the path of every request: the text of each size is built once and used again with new parameters.
 *
 * Each row must have all of `columns`, in that order. Answers what the statement returns, if it returns something.
 *
 * @example
 * const insert = insertMany(columns, (store, rows) => store.insertInto('activity').values(rows).compile());
 * await insert(transaction, rows);
 */
export function insertMany<Row extends object, Returned = unknown>(
  columns: readonly (keyof Row)[],
  compile: (store: StoreOrTransaction, rows: Row[]) => CompiledQuery<Returned>,
): (store: StoreOrTransaction, rows: readonly Row[]) => Promise<Returned[]> {
  const statements = new Map<number, CompiledQuery<Returned>>();

  return async (store, rows) => {
    const returned: Returned[] = [];
    let start = 0;
    for (const size of chunkSizes) {
      for (; rows.length - start >= size; start += size) {
        const chunk = rows.slice(start, start + size);
        const statement = statements.get(size) ?? compile(store, chunk);
        statements.set(size, statement);
        const parameters: unknown[] = [];
        for (const row of chunk) for (const column of columns) parameters.push(row[column]);
        returned.push(...(await store.executeQuery<Returned>({ ...statement, parameters })).rows);
      }
    }
    return returned;
  };
}
