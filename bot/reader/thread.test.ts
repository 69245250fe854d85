import assert from 'node:assert/strict';
import type { tasks } from '../../test/support/thread-tasks.ts';
import { createThread, type Thread, type ThreadOptions } from './thread.ts';
import { ThreadError, type ThreadFault } from './thread-error.ts';

const module = new URL('../../test/support/thread-tasks.ts', import.meta.url);

describe('the reading thread', function () {
  this.timeout(60_000);
  const opened: Thread<typeof tasks>[] = [];

  function open(options: Partial<ThreadOptions> = {}) {
    const thread = createThread<typeof tasks>({
      module,
      deadline: 20_000,
      memory: 32,
      mostWaiting: 10,
      freshAfter: 1_000_000,
      idle: 60_000,
      ...options,
    });
    opened.push(thread);
    return thread;
  }
  afterEach(async () => {
    for (const thread of opened.splice(0)) await thread.close();
  });

  const fails = (work: Promise<unknown>, fault: ThreadFault) =>
    assert.rejects(work, error => error instanceof ThreadError && error.fault === fault);

  it('does one task after the other', async () => {
    const { run } = open();
    assert.deepEqual(await Promise.all([1, 2, 3].map(one => run('double', one))), [2, 4, 6]);
  });

  it('takes over what is handed to it', async () => {
    const bytes = new Uint8Array(1_000);
    assert.equal(await open().run('length', bytes, [bytes.buffer]), 1_000);
    assert.equal(bytes.length, 0);
  });

  it('ends a task that takes too long, and it alone', async () => {
    const { run } = open({ deadline: 500 });
    const before = run('double', 1);
    const late = run('never', undefined);
    const after = run('double', 2);
    await fails(late, 'deadline');
    assert.deepEqual([await before, await after], [2, 4]);
  });

  it('ends a task that takes too much memory, and it alone', async () => {
    const { run } = open();
    const large = run('memory', undefined);
    const after = run('double', 2);
    await fails(large, 'memory');
    assert.equal(await after, 4);
  });

  it('fails what cannot be handed over, and goes on', async () => {
    const { run } = open();
    const symbol: unknown = Symbol('a');
    await fails(run('any', symbol), 'failed');
    assert.equal(await run('double', 2), 4);
  });

  it('tells of a task that throws, and goes on', async () => {
    const { run } = open();
    await fails(run('throws', undefined), 'failed');
    assert.equal(await run('double', 2), 4);
  });

  it('is started anew when it has ended', async () => {
    const { run } = open();
    for (const name of ['ends', 'uncaught'] as const) {
      const first = run(name, undefined);
      const second = run('double', 2);
      await fails(first, 'failed');
      assert.equal(await second, 4, name);
    }
  });

  it('fails what is asked of a thread that cannot start, and asks it again for the next', async () => {
    const { run } = open({ module: new URL('there-is-none.ts', import.meta.url) });
    await Promise.all([fails(run('double', 1), 'failed'), fails(run('double', 2), 'failed')]);
  });

  it('takes so many tasks and no more', async () => {
    const { run } = open({ mostWaiting: 2 });
    const taken = [run('double', 1), run('double', 2)];
    await fails(run('double', 3), 'busy');
    assert.deepEqual(await Promise.all(taken), [2, 4]);
  });

  it('ends without work, and starts again with the next task', async () => {
    const { run } = open({ idle: 0 });
    for (let turn = 0; turn < 3; turn += 1) assert.equal(await run('double', turn), 2 * turn);
  });

  it('is a fresh one after a task that was handed much', async () => {
    const { run } = open({ freshAfter: 1_000 });
    assert.deepEqual([await run('count', undefined), await run('count', undefined)], [1, 2]);
    const bytes = new Uint8Array(2_000);
    const large = run('length', bytes, [bytes.buffer]);
    const after = run('count', undefined);
    assert.deepEqual([await large, await after], [2_000, 1]);
  });

  it('rejects what is under way and what waits when it is closed', async () => {
    const thread = open();
    const endless = fails(thread.run('never', undefined), 'closed');
    const waiting = fails(thread.run('double', 1), 'closed');
    await thread.close();
    await Promise.all([endless, waiting]);
    await fails(thread.run('double', 1), 'closed');
  });
});
