import { type CatalogueEntry, refusalText } from '../../catalogue/catalogue.ts';
import { type MovePreview, moveConnection, previewMove } from '../../catalogue/move-connection.ts';
import { cardText } from '../card-text.ts';
import { type Command, option } from '../command.ts';
import { givenPackage } from '../given-package.ts';
import { table, time } from '../table.ts';
import { UsageError } from '../usage-error.ts';

const one = { min: 1, max: 1 };

/** The catalogue: what there is, what is open, and what the organization publishes. */
export const connectorCommands: Command[] = [
  {
    name: 'connector list',
    usage: '[--search TEXT]',
    summary: 'the connectors there are, those that Microsoft retired included',
    options: { search: option.value },
    positionals: { min: 0, max: 0 },
    async run({ catalogue, tenant }, input) {
      const entries = await catalogue().catalogue.entries(await tenant(), input.option('search'));
      const rows = entries.map(entry => [entry.id, entry.name.en, entry.origin, entry.version ?? null, stateOf(entry)]);
      return {
        json: entries,
        text: table(['ID', 'NAME', 'ORIGIN', 'VERSION', 'NEW CONNECTIONS'], rows, 'There is no such connector.'),
      };
    },
  },
  {
    name: 'connector show',
    usage: 'NAME',
    summary: 'one connector, by its id, its name or an alias',
    options: {},
    positionals: one,
    async run(context, { positionals: [name = ''] }) {
      const { catalogue, organization } = context.catalogue();
      const tenantId = await context.tenant();
      const entry = await catalogue.named(tenantId, name);
      const versions =
        entry.origin === 'organization' ? (await organization.get(tenantId, entry.id)).versions : undefined;
      const published = (versions ?? []).map(
        ({ version, publishedAt }) => `  ${version}  published ${time(publishedAt)}`,
      );
      return { json: { ...entry, ...(versions && { versions }) }, text: [describe(entry), ...published].join('\n') };
    },
  },
  {
    name: 'connector open',
    usage: 'NAME',
    summary: 'lets a connector that Microsoft retired take new connections in the organization',
    options: {},
    positionals: one,
    async run({ catalogue, tenant }, { positionals: [name = ''] }) {
      const entry = await catalogue().catalogue.open(await tenant(), name);
      return { json: entry, text: describe(entry) };
    },
  },
  {
    name: 'connector close',
    usage: 'NAME',
    summary: 'takes that back; existing connections go on',
    options: {},
    positionals: one,
    async run({ catalogue, tenant }, { positionals: [name = ''] }) {
      const entry = await catalogue().catalogue.close(await tenant(), name);
      return { json: entry, text: describe(entry) };
    },
  },
  {
    name: 'connector publish',
    usage: 'FOLDER|ZIP',
    summary: "puts a connector of the organization's own, or a new version of it, into the catalogue",
    options: {},
    positionals: one,
    async run({ catalogue, tenant }, { positionals: [path = ''] }) {
      const tenantId = await tenant();
      const published = await catalogue().organization.publish(tenantId, givenPackage(path), null);
      const version = published.versions[0]?.version;
      return {
        json: published,
        text: `${published.id} ${version} is published. Connections of older versions stay as they are until they are moved.`,
      };
    },
  },
  {
    name: 'connector unpublish',
    usage: 'ID',
    summary: "takes a connector of the organization's own back: no new connections; existing ones go on",
    options: {},
    positionals: one,
    async run({ catalogue, tenant }, { positionals: [id = ''] }) {
      const published = await catalogue().organization.unpublish(await tenant(), id);
      return { json: published, text: `${id} takes no new connections from now on. Existing ones go on.` };
    },
  },
  {
    name: 'connector move',
    usage: 'CONNECTION_ID --version VERSION [--preview]',
    summary: 'moves a connection to another version of its connector and shows what changes; only that with --preview',
    options: { version: option.value, preview: option.flag },
    positionals: one,
    async run({ store, language, catalogue, tenant }, input) {
      const [id = ''] = input.positionals;
      const version = input.option('version');
      if (version === undefined) throw new UsageError('--version is missing.');
      const options = { store, language, organization: catalogue().organization };
      const move = input.flag('preview') ? previewMove : moveConnection;
      const preview = await move(options, await tenant(), id, version);
      return { json: preview, text: movedText(preview, input.flag('preview')) };
    },
  },
];

const stateOf = ({ refusal, opened }: CatalogueEntry): string =>
  refusal ? (refusalStates[refusal.because] ?? refusal.because) : opened ? 'yes, opened' : 'yes';

const refusalStates: Record<string, string> = {
  retired: 'no, retired',
  retiredWithoutFolder: 'no, retired',
  scheduled: 'not yet',
  noFolder: 'no connector',
  unpublished: 'no, unpublished',
};

function describe(entry: CatalogueEntry): string {
  const { id, name, version, publisher, description, aliases, categories, refusal, opened } = entry;
  const rows: [string, string | undefined][] = [
    ['publisher', publisher],
    ['description', description?.en],
    ['categories', categories.join(', ')],
    ['also known as', aliases.join(', ')],
    [
      'new connections',
      refusal ? refusalText(name, refusal, 'en') : opened ? 'yes: opened for the organization' : 'yes',
    ],
  ];
  return [
    `${name.en} (${id}${version === undefined ? '' : ` ${version}`})`,
    ...rows.filter(([, value]) => value).map(([label, value]) => `  ${label.padEnd(16)} ${value}`),
  ].join('\n');
}

function movedText({ connectionId, from, to, changed, same, missingSettings }: MovePreview, only: boolean): string {
  const drawn = (cards: MovePreview['changed'][number]['before']) =>
    cards.length === 0 ? '(not posted)' : cards.map(cardText).join('\n');
  return [
    `Connection ${connectionId} ${only ? 'would go' : 'has gone'} from version ${from} to ${to}. ` +
      `${changed.length} samples look different, ${same} the same.`,
    ...changed.map(
      ({ sample, before, after }) => `\n=== ${sample}\n--- ${from}\n${drawn(before)}\n+++ ${to}\n${drawn(after)}`,
    ),
    ...(missingSettings.length > 0
      ? [`\nIt needs settings that the connection does not have: ${missingSettings.join(', ')}.`]
      : []),
  ].join('\n');
}
