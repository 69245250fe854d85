/**
 * Collects what is asked for in one turn of the event loop and does it in one go: one transaction, one commit, one
 * wait for the disk for all of them. A batch begins when the one before has ended, so the order is kept.
 *
 * If `run` fails for several items, each is tried alone, so that one bad item costs the others nothing.
 * `run` must do all or nothing for the items it is given, and answer one result for each, in their order.
 *
 * @example
 * const findConnection = perTurn((ids: string[]) => selectConnections(ids));
 * const connection = await findConnection(id);
 */
export function perTurn<Item, Result>(run: (items: Item[]) => Promise<Result[]>): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let busy = false;

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      await settle(batch);
    } finally {
      busy = waiting.length > 0;
      if (busy) setImmediate(flush);
    }
  }

  async function settle(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(batch.map(({ item }) => item));
      for (const [index, result] of results.entries()) batch[index]?.resolve(result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await settle([one]);
    }
  }

  return item =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (busy) return;
      busy = true;
      setImmediate(flush);
    });
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}
