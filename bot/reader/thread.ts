import { setImmediate, setTimeout as setTimeoutPromise } from 'node:timers/promises';
import { type Transferable, Worker } from 'node:worker_threads';
import { ThreadError, type ThreadFault } from './thread-error.ts';

/** In milliseconds. A busy machine needs a few seconds. */
const longestStart = 60_000;
/** So many times as long as its deadline may a task take where others have the processor. */
const patience = 6;

/** Pure functions by name: what goes in and what comes out can be cloned. */
// biome-ignore lint/suspicious/noExplicitAny: what a task takes is the task's own affair
export type TaskTable = Record<string, (input: any) => unknown>;

export interface ThreadOptions {
  /** A module that calls `serveTasks`. */
  module: URL;
  /**
   * A task that computes for longer, in milliseconds, is ended together with its thread. On a busy machine it may take
   * several times as long in all.
   */
  deadline: number;
  /** In MiB: the thread that needs more is ended. Buffers are not counted. */
  memory: number;
  /** As many tasks may wait. */
  mostWaiting: number;
  /**
   * After a task that was handed more than so many bytes the thread ends, and what it held is given back at once: left
   * to itself it would wait with that until it needs the memory.
   */
  freshAfter: number;
  /** Without work for so long, in milliseconds, the thread ends and gives its memory back. */
  idle: number;
}

export interface Thread<Tasks extends TaskTable> {
  /**
   * Does a task in the thread, after those that came before it. Rejects with a ThreadError.
   * @param transfer what is handed over and not copied; it is lost to the caller
   */
  run<Name extends keyof Tasks & string>(
    name: Name,
    input: Parameters<Tasks[Name]>[0],
    transfer?: Transferable[],
  ): Promise<Awaited<ReturnType<Tasks[Name]>>>;
  /** Ends the thread. What is under way or waits is rejected as closed. */
  close(): Promise<void>;
}

export type Request = { name: string; input: unknown };
export type Answer<Output = unknown> = { output: Output } | { error: string };
/** What a thread says: that it is there, or what came of its task. `used`: how long it has computed, in milliseconds. */
export interface Said {
  used: number;
  answer?: Answer;
}

interface Job {
  request: Request;
  transfer: Transferable[];
  /** Of what is handed over, in bytes. */
  size: number;
  answered(answer: Answer): void;
  failed(error: ThreadError): void;
}

/**
 * One thread that does one task after the other. A task that is late, takes too much memory or ends the thread costs
 * itself alone: the next one gets a new thread. It starts with the first task.
 */
export function createThread<Tasks extends TaskTable>(options: ThreadOptions): Thread<Tasks> {
  const { deadline, mostWaiting } = options;
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let ready = false;
  let current: Job | undefined;
  /** Why the thread is being ended, or why it ends. */
  let fault: { kind: ThreadFault; message: string; cause?: unknown } | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** What the thread had computed before the current task. */
  let usedBefore = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(options.module, {
      name: 'reader',
      // What a message could make of a fault of ours, it makes without credentials.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: options.memory, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    timer = setTimeout(end, longestStart, 'failed', 'The thread did not start.');
    started.on('message', ({ used, answer }: Said) => {
      ready = true;
      usedBefore = used;
      const isLarge = (current?.size ?? 0) > options.freshAfter;
      if (answer) done(answer);
      if (answer && isLarge) end('closed', 'It was given back.');
      else next();
    });
    started.on('error', (error: NodeJS.ErrnoException) => {
      const kind = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'failed';
      fault ??= { kind, message: error.message, cause: error };
    });
    started.on('exit', () => {
      clearTimeout(timer);
      worker = undefined;
      ready = false;
      const { kind, message, cause } = fault ?? { kind: 'failed' as const, message: 'The thread ended.' };
      fault = undefined;
      // A thread that could not start answers whoever is first, lest it be tried for ever.
      const job = current ?? (kind === 'failed' ? waiting.shift() : undefined);
      current = undefined;
      job?.failed(new ThreadError(kind, message, { cause }));
      next();
    });
    return started;
  }

  function next(): void {
    if (current || fault) return;
    if (waiting.length === 0) {
      clearTimeout(timer);
      if (worker && ready) timer = setTimeout(end, options.idle, 'closed', 'Nothing to do.').unref();
      return;
    }
    worker ??= start();
    if (!ready) return;
    clearTimeout(timer);
    const job = waiting.shift();
    if (!job) return;
    try {
      worker.postMessage(job.request, job.transfer);
    } catch (error) {
      // What cannot be cloned or handed over is the task's own fault.
      job.failed(new ThreadError('failed', String(error), { cause: error }));
      next();
      return;
    }
    current = job;
    timer = setTimeout(late, deadline, job, performance.now());
  }

  function done(answer: Answer): void {
    clearTimeout(timer);
    const job = current;
    current = undefined;
    job?.answered(answer);
  }

  async function late(job: Job, begun: number): Promise<void> {
    // Where it was this loop that stood still, the answer is here already and only waits to be read.
    await setImmediate();
    if (current !== job || !worker) return;
    const mostLeft = patience * deadline - (performance.now() - begun);
    const left = Math.min(mostLeft, deadline - (await Promise.race([usedBy(worker), endless(mostLeft)])));
    if (current !== job) return;
    if (left > 0) timer = setTimeout(late, Math.max(left, deadline / 10), job, begun);
    else end('deadline', `It took more than ${deadline} ms.`);
  }

  /** How long the thread has computed for the current task, in milliseconds. */
  async function usedBy(thread: Worker): Promise<number> {
    try {
      const { user, system } = await thread.cpuUsage();
      return (user + system) / 1000 - usedBefore;
    } catch {
      // The thread ends, or this Node cannot tell.
      return Number.POSITIVE_INFINITY;
    }
  }

  /** A thread that is in the middle of one long call does not say how long it has computed. */
  const endless = (milliseconds: number) =>
    setTimeoutPromise(Math.max(0, milliseconds), Number.POSITIVE_INFINITY, { ref: false });

  function end(kind: ThreadFault, message: string): void {
    fault ??= { kind, message };
    void worker?.terminate();
  }

  return {
    run: (name, input, transfer = []) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new ThreadError('closed', 'The service stops.'));
        if (waiting.length >= mostWaiting) return reject(new ThreadError('busy', 'Too many tasks wait.'));
        waiting.push({
          request: { name, input },
          transfer,
          size: transfer.reduce((sum, one) => sum + (one instanceof ArrayBuffer ? one.byteLength : 0), 0),
          answered(answer: Answer<Awaited<ReturnType<Tasks[typeof name]>>>) {
            if ('output' in answer) resolve(answer.output);
            else reject(new ThreadError('failed', answer.error));
          },
          failed: reject,
        });
        next();
      }),
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.failed(new ThreadError('closed', 'The service stops.'));
      fault ??= { kind: 'closed', message: 'The service stops.' };
      await worker?.terminate();
    },
  };
}
