import { z } from 'zod';
import { type Command, type Input, option } from '../command.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../usage-error.ts';

const parameters = {
  ConnectorsEnabled: 'connectors_enabled',
  ConnectorsEnabledForTeams: 'connectors_enabled_for_teams',
  ConnectorsActionableMessagesEnabled: 'connectors_actionable_messages_enabled',
} as const;
type Parameter = keyof typeof parameters;
const names = Object.keys(parameters).filter(isParameter);

/** The switches, under the names that Exchange gives them (Set-OrganizationConfig, Set-UnifiedGroup). */
export const switchCommands: Command[] = [
  {
    name: 'organization-config get',
    usage: '',
    summary: "the organization's switches; null is the cloud's default",
    options: {},
    positionals: { min: 0, max: 0 },
    run: async context => showOrganization(context),
  },
  {
    name: 'organization-config set',
    usage: `[${names.map(name => `--${name} true|false`).join('] [')}]`,
    summary: 'switches connectors on or off for the organization',
    options: Object.fromEntries(names.map(name => [name, option.value])),
    positionals: { min: 0, max: 0 },
    async run(context, input) {
      const changes = Object.fromEntries(
        names.flatMap(name => {
          const on = switchOf(input, name);
          return on === undefined ? [] : [[parameters[name], on]];
        }),
      );
      if (Object.keys(changes).length === 0)
        throw new UsageError(`Give one of ${names.map(name => `--${name}`).join(', ')}.`);
      const tenant_id = await context.tenant();
      const unset = {
        connectors_enabled: null,
        connectors_enabled_for_teams: null,
        connectors_actionable_messages_enabled: null,
      };
      await context.store
        .insertInto('organization_config')
        .values({ tenant_id, ...unset, ...changes })
        .onConflict(conflict => conflict.column('tenant_id').doUpdateSet(changes))
        .execute();
      return showOrganization(context);
    },
  },
  {
    name: 'group-config set',
    usage: 'GROUP_ID --ConnectorsEnabled true|false',
    summary: 'switches connectors on or off for one group',
    options: { ConnectorsEnabled: option.value },
    positionals: { min: 1, max: 1 },
    async run({ store, tenant }, input) {
      const group_id = groupId(input.positionals[0] ?? '');
      const connectors_enabled = switchOf(input, 'ConnectorsEnabled');
      if (connectors_enabled === undefined) throw new UsageError('--ConnectorsEnabled is missing.');
      const tenant_id = await tenant();
      await store
        .insertInto('group_config')
        .values({ tenant_id, group_id, connectors_enabled })
        .onConflict(conflict => conflict.columns(['tenant_id', 'group_id']).doUpdateSet({ connectors_enabled }))
        .execute();
      const json = { groupId: group_id, ConnectorsEnabled: connectors_enabled === 1 };
      return { json, text: `Group ${group_id}: ConnectorsEnabled is ${json.ConnectorsEnabled}.` };
    },
  },
];

/** Teams gives group ids in lower case. */
function groupId(given: string): string {
  if (!z.guid().safeParse(given).success)
    throw new UsageError(`${given} is not the id of a group: it is a GUID, as "teams list --json" shows it.`);
  return given.toLowerCase();
}

function isParameter(name: string): name is Parameter {
  return Object.hasOwn(parameters, name);
}

function switchOf(input: Input, name: Parameter): 0 | 1 | undefined {
  const given = input.option(name);
  if (given === undefined) return undefined;
  // PowerShell's own spelling is what administrators have in their fingers.
  const word = given.toLowerCase().replace(/^\$/, '');
  if (word !== 'true' && word !== 'false') throw new UsageError(`--${name} is true or false.`);
  return word === 'true' ? 1 : 0;
}

async function showOrganization({ store, tenant }: Context) {
  const row = await store
    .selectFrom('organization_config')
    .selectAll()
    .where('tenant_id', '=', await tenant())
    .executeTakeFirst();
  const json = Object.fromEntries(
    names.map(name => {
      const value = row?.[parameters[name]] ?? null;
      return [name, value === null ? null : value === 1];
    }),
  );
  const text = names.map(name => `${name.padEnd(36)} ${json[name] ?? "null (the cloud's default)"}`).join('\n');
  return { json, text };
}
