import { done } from './invoke-answer.ts';
import type { Invoke } from './invoke-options.ts';

/** `task/submit`: a dialog has been closed by its page, which has done everything itself. */
export const taskSubmit: Invoke = async () => done;
