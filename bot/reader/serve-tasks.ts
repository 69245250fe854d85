import { parentPort } from 'node:worker_threads';
import type { Answer, Request, TaskTable } from './thread.ts';

/** Does the tasks that come to this thread, one after the other. A task that throws is answered with its error. */
export function serveTasks(tasks: TaskTable): void {
  const port = parentPort;
  if (!port) throw new Error('Tasks are done in a thread of their own.');
  port.on('message', async (request: Request) => {
    port.postMessage(await answer(tasks, request));
  });
  port.postMessage('ready');
}

async function answer(tasks: TaskTable, { name, input }: Request): Promise<Answer> {
  try {
    return { output: await tasks[name]?.(input) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
