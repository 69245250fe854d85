import { done } from './invoke-answer.ts';
import type { Invoke } from './invoke-options.ts';

/** `composeExtension/submitAction`: the dialog has been closed by its page, which has done everything itself. */
export const composeExtensionSubmitAction: Invoke = async () => done;
