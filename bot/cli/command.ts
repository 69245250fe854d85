import type { ParseArgsOptionsConfig } from 'node:util';
import type { Context } from './context.ts';

/** One command of the command line: most work on the store of the service, some on nothing but their arguments. */
export type Command = StoreCommand | PlainCommand;

export interface StoreCommand extends CommandForm {
  needs?: 'store';
  run(context: Context, input: Input): Promise<Output>;
}

export interface PlainCommand extends CommandForm {
  needs: 'nothing';
  run(input: Input): Promise<Output>;
}

/** How a command is given. */
export interface CommandForm {
  /** Such as `connections add`. */
  name: string;
  /** What follows the name, for the help. */
  usage: string;
  summary: string;
  options: ParseArgsOptionsConfig;
  /** How many words it takes beside its options. */
  positionals: { min: number; max: number };
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
