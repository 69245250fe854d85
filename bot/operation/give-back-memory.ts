import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects garbage and gives the memory back to the system, which V8 would keep. It holds everybody up for a tenth of a
 * second: for the start, before anybody is there.
 */
export function giveBackMemory(): void {
  // What `--expose-gc` does, however the service was started.
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort', execution: 'sync' });
}
