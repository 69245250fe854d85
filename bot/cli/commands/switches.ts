import { z } from 'zod';
import { type Command, type Input, option } from '../command.ts';
import { givenNumber, givenWord, groupSettings, organizationSettings, settingsUsage } from '../config-settings.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../usage-error.ts';

const parameters = {
  ConnectorsEnabled: 'connectors_enabled',
  ConnectorsEnabledForTeams: 'connectors_enabled_for_teams',
  ConnectorsActionableMessagesEnabled: 'connectors_actionable_messages_enabled',
} as const;
type Parameter = keyof typeof parameters;
const names = Object.keys(parameters).filter(isParameter);

/**
 * The switches, under the names that Exchange gives them (Set-OrganizationConfig, Set-UnifiedGroup), and settings of
 * our own.
 */
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
    usage: `[${names.map(name => `--${name} true|false`).join('] [')}] ${settingsUsage(organizationSettings)}`,
    summary:
      'switches connectors on or off for the organization; the language of the cards, how long old URLs go on, the age at which URLs must be regenerated, and where owners are prompted',
    options: Object.fromEntries([...names, ...Object.keys(organizationSettings)].map(name => [name, option.value])),
    positionals: { min: 0, max: 0 },
    async run(context, input) {
      const changes = organizationChanges(input);
      if (Object.keys(changes).length === 0) {
        const all = [...names, ...Object.keys(organizationSettings)];
        throw new UsageError(`Give one of ${all.map(name => `--${name}`).join(', ')}.`);
      }
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
    usage: `GROUP_ID [--ConnectorsEnabled true|false] ${settingsUsage(groupSettings)}`,
    summary: 'switches connectors on or off for one group; the language of the cards in its channels',
    options: { ConnectorsEnabled: option.value, language: option.value },
    positionals: { min: 1, max: 1 },
    async run({ store, tenant }, input) {
      const group_id = groupId(input.positionals[0] ?? '');
      const connectors_enabled = switchOf(input, 'ConnectorsEnabled');
      const language = givenWord(input, 'language', languages);
      const changes = {
        ...(connectors_enabled !== undefined && { connectors_enabled }),
        ...(language !== undefined && { language }),
      };
      if (Object.keys(changes).length === 0) throw new UsageError('Give --ConnectorsEnabled or --language.');
      const row = await store
        .insertInto('group_config')
        .values({ tenant_id: await tenant(), group_id, connectors_enabled: null, ...changes })
        .onConflict(conflict => conflict.columns(['tenant_id', 'group_id']).doUpdateSet(changes))
        .returningAll()
        .executeTakeFirstOrThrow();
      const enabled = row.connectors_enabled === null ? null : row.connectors_enabled === 1;
      return {
        json: { groupId: group_id, ConnectorsEnabled: enabled, language: row.language },
        text: [
          `Group ${group_id}`,
          line('ConnectorsEnabled', enabled, "the organization's"),
          line('language', row.language, "the organization's"),
        ].join('\n'),
      };
    },
  },
];

const languages = ['en', 'fr'] as const;

/** What was given, by the columns. */
function organizationChanges(input: Input) {
  const switches = names.flatMap(name => {
    const on = switchOf(input, name);
    return on === undefined ? [] : [[parameters[name], on] as const];
  });
  const language = givenWord(input, 'language', languages);
  const old_url_hours = givenNumber(input, 'old-url-hours', 8_760);
  const url_max_age_days = givenNumber(input, 'url-max-age-days', 36_500);
  const prompt_in = givenWord(input, 'prompt-in', ['channel', 'chat']);
  return {
    ...Object.fromEntries(switches),
    ...(language !== undefined && { language }),
    ...(old_url_hours !== undefined && { old_url_hours }),
    ...(url_max_age_days !== undefined && { url_max_age_days }),
    ...(prompt_in !== undefined && { prompt_in }),
  };
}

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
  const switches = Object.fromEntries(
    names.map(name => {
      const value = row?.[parameters[name]] ?? null;
      return [name, value === null ? null : value === 1];
    }),
  );
  const settings = {
    language: row?.language ?? null,
    oldUrlHours: row?.old_url_hours ?? null,
    urlMaxAgeDays: row?.url_max_age_days ?? null,
    promptIn: row?.prompt_in ?? null,
  };
  const text = [
    ...names.map(name => line(name, switches[name] ?? null, "the cloud's default")),
    line('language', settings.language, "the installation's"),
    line('old-url-hours', settings.oldUrlHours, '72'),
    line('url-max-age-days', settings.urlMaxAgeDays, 'never'),
    line('prompt-in', settings.promptIn, 'channel'),
  ];
  return { json: { ...switches, ...settings }, text: text.join('\n') };
}

const line = (name: string, value: string | number | boolean | null, byDefault: string) =>
  `${name.padEnd(36)} ${value ?? `null (${byDefault})`}`;
