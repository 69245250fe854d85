import type { ParseArgsOptionsConfig } from 'node:util';
import type { Context } from './context.ts';

/** One command of the command line. */
export interface Command {
  /** Such as `connections add`. */
  name: string;
  /** What follows the name, for the help. */
  usage: string;
  summary: string;
  options: ParseArgsOptionsConfig;
  /** How many words it takes beside its options. */
  positionals: { min: number; max: number };
  run(context: Context, input: Input): Promise<Output>;
}

export interface Input {
  positionals: string[];
  /** The value of an option; undefined if it was not given. */
  option(name: string): string | undefined;
  /** The values of an option that may be given several times. */
  options(name: string): string[];
  flag(name: string): boolean;
}

/** What a command answers: the value for `--json`, and the same for people. */
export interface Output {
  json: unknown;
  text: string;
}

const value = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const values = { type: 'string', multiple: true } as const;
/** How options are declared. */
export const option = { value, flag, values };
