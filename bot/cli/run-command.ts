import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { CatalogueError } from '../catalogue/catalogue-error.ts';
import { PackageError } from '../catalogue/package/package-error.ts';
import { ConfigError, readConfig } from '../config.ts';
import { ConnectionError } from '../connections/connection.ts';
import { RootKeysError } from '../connections/root-keys.ts';
import { SealedSecretError } from '../connections/sealed-secret.ts';
import { SettingsError } from '../connections/settings-error.ts';
import { DeliveryError } from '../delivery/deliveries.ts';
import { visibleJson, visibleText } from '../notification/visible-text.ts';
import { storeFaultOf, storeFaults } from '../store/store-fault.ts';
import { type Command, type Input, option } from './command.ts';
import { activityCommands } from './commands/activity.ts';
import { connectionUrlCommands } from './commands/connection-urls.ts';
import { connectionCommands } from './commands/connections.ts';
import { connectorFolderCommands } from './commands/connector-folders.ts';
import { connectorCommands } from './commands/connectors.ts';
import { deliveryCommands } from './commands/deliveries.ts';
import { switchCommands } from './commands/switches.ts';
import { teamCommands } from './commands/teams.ts';
import { urlTransitionCommands } from './commands/url-transition.ts';
import { withContext } from './context.ts';
import { UsageError } from './usage-error.ts';

const commands: Command[] = [
  ...connectionCommands,
  ...connectionUrlCommands,
  ...urlTransitionCommands,
  ...connectorCommands,
  ...connectorFolderCommands,
  ...teamCommands,
  ...deliveryCommands,
  ...activityCommands,
  ...switchCommands,
];
/** What a person can mend gets its sentence and no stack. */
const expected = [
  UsageError,
  ConfigError,
  RootKeysError,
  ConnectionError,
  SettingsError,
  SealedSecretError,
  DeliveryError,
  CatalogueError,
  PackageError,
];

function help(): string {
  return [
    'channel-connectors COMMAND [--json] [--tenant TENANT_ID]',
    '',
    ...commands.flatMap(({ name, usage, summary }) => [`  ${name} ${usage}`.trimEnd(), `      ${summary}`]),
    '',
    'It works on the data directory of the service (DATA_DIR, else ./data), beside the running service.',
  ].join('\n');
}

/** The command that the words begin with, and the words after it. */
function findCommand(words: string[]): { command: Command; rest: string[] } {
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  if (command) return { command, rest: words.slice(command.name.split(' ').length) };
  const group = commands.filter(({ name }) => name.startsWith(`${words[0]} `)).map(({ name }) => name);
  const there = group.length > 0 ? `There is: ${group.join(', ')}.` : '"channel-connectors help" lists all commands.';
  throw new UsageError(`There is no command "${words.slice(0, 2).join(' ')}". ${there}`);
}

function parse({ options, positionals, name, usage }: Command, args: string[]) {
  const form = `The form is: channel-connectors ${name} ${usage}`.trimEnd();
  try {
    const all: ParseArgsOptionsConfig = { ...options, json: option.flag, tenant: option.value };
    const parsed = parseArgs({ args, options: all, allowPositionals: true, strict: true });
    const count = parsed.positionals.length;
    if (count < positionals.min || count > positionals.max) throw new UsageError(form);
    return parsed;
  } catch (error) {
    // parseArgs says which option is wrong; the form says how it goes.
    if (error instanceof TypeError) throw new UsageError(`${error.message.split('. ', 1)[0]}. ${form}`);
    throw error;
  }
}

/** What a command line printed, and how it ended: 0, or 1 with what is wrong in `stderr`. */
export interface Ended {
  exitCode: 0 | 1;
  stdout: string;
  stderr: string;
}

/**
 * Runs one command. Rejects only for what is a fault of ours.
 * @param variables the environment, which says where the data directory is
 */
export async function runCommand(words: string[], variables: Record<string, string | undefined>): Promise<Ended> {
  try {
    return { exitCode: 0, stdout: `${await answerTo(words, variables)}\n`, stderr: '' };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const fault = storeFaultOf(error);
    if (!fault && !expected.some(kind => error instanceof kind)) throw error;
    const message = visibleText(error.message);
    return { exitCode: 1, stdout: '', stderr: fault ? `${storeFaults[fault]}\n(${message})\n` : `${message}\n` };
  }
}

async function answerTo(words: string[], variables: Record<string, string | undefined>): Promise<string> {
  if (words.length === 0 || ['help', '--help', '-h'].includes(words[0] ?? '')) return help();
  const { command, rest } = findCommand(words);
  const { values, positionals } = parse(command, rest);
  const input: Input = {
    positionals,
    option: name => (typeof values[name] === 'string' ? values[name] : undefined),
    options: name => [values[name] ?? []].flat().filter(value => typeof value === 'string'),
    flag: name => values[name] === true,
  };
  const output =
    command.needs === 'nothing'
      ? await command.run(input)
      : await withContext(readConfig(variables), input.option('tenant'), context => command.run(context, input));
  return input.flag('json') ? visibleJson(JSON.stringify(output.json, null, 2)) : visibleText(output.text);
}
