import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { CatalogueError } from '../catalogue/catalogue-error.ts';
import { PackageError } from '../catalogue/package/package-error.ts';
import { ConfigError, readConfig } from '../config.ts';
import { ConnectionError } from '../connections/connection.ts';
import { RootKeysError } from '../connections/root-keys.ts';
import { SealedSecretError } from '../connections/sealed-secret.ts';
import { SettingsError } from '../connections/settings-error.ts';
import { DeliveryError } from '../delivery/deliveries.ts';
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

async function main(words: string[]): Promise<void> {
  if (words.length === 0 || ['help', '--help', '-h'].includes(words[0] ?? '')) return print(help());
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
      : await withContext(readConfig(process.env), input.option('tenant'), context => command.run(context, input));
  print(input.flag('json') ? JSON.stringify(output.json, null, 2) : output.text);
}

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

main(process.argv.slice(2)).catch(error => {
  if (error instanceof Error && expected.some(kind => error instanceof kind))
    process.stderr.write(`${error.message}\n`);
  else console.error(error);
  process.exitCode = 1;
});
