import { parentPort } from 'node:worker_threads';
import type { Answer, Request, Said, TaskTable } from './thread.ts';

/** Does the tasks that come to this thread, one after the other. A task that throws is answered with its error. */
export function serveTasks(tasks: TaskTable): void {
  const port = parentPort;
  if (!port) throw new Error('Tasks are done in a thread of their own.');
  port.on('message', async (request: Request) => {
    say(await answer(tasks, request));
  });
  const say = (answer?: Answer) => {
    const { user, system } = process.threadCpuUsage();
    const said: Said = { used: (user + system) / 1000, ...(answer && { answer }) };
    port.postMessage(said, bytesIn(answer));
  };
  say();
}

/** What a task gives back as `bytes` is handed over, not copied. */
function bytesIn(answer: Answer | undefined): ArrayBuffer[] {
  const output = answer && 'output' in answer ? answer.output : undefined;
  if (typeof output !== 'object' || output === null || !('bytes' in output)) return [];
  return output.bytes instanceof Uint8Array && output.bytes.buffer instanceof ArrayBuffer ? [output.bytes.buffer] : [];
}

async function answer(tasks: TaskTable, { name, input }: Request): Promise<Answer> {
  try {
    return { output: await tasks[name]?.(input) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
