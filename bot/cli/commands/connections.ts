import { type AddableConnector, refusalText } from '../../catalogue/catalogue.ts';
import type { Connector } from '../../catalogue/connector-files.ts';
import type { Connection } from '../../connections/connection.ts';
import { probeNow } from '../../connections/reachability.ts';
import { wakeChannels } from '../../delivery/channel-queue.ts';
import { tryNow } from '../../delivery/forget-waits.ts';
import { tidy } from '../../delivery/tidy.ts';
import { type Command, option } from '../command.ts';
import type { Context } from '../context.ts';
import { enteredSettings, settingOptions, settingUsage } from '../entered-settings.ts';
import { connectorText, showConnection, statusText, urlText } from '../show-connection.ts';
import { table } from '../table.ts';
import { UsageError } from '../usage-error.ts';

const oneId = { min: 1, max: 1 };

export const connectionCommands: Command[] = [
  {
    name: 'connections list',
    usage: '[--channel CHANNEL_ID]',
    summary: 'the connections there are',
    options: { channel: option.value },
    positionals: { min: 0, max: 0 },
    async run({ connections, tenant }, input) {
      const tenantId = await tenant();
      const list = await connections.list(tenantId, input.option('channel'));
      const states = await connections.urlStates(
        tenantId,
        list.map(one => one.id),
      );
      const json = list.map(one => ({ ...one, url: states.get(one.id) ?? null }));
      const rows = json.map(one => [
        one.id,
        one.name,
        connectorText(one),
        statusText(one),
        urlText(one.url),
        one.channelId,
      ]);
      const headings = ['ID', 'NAME', 'CONNECTOR', 'STATUS', 'URL', 'CHANNEL'];
      return { json, text: table(headings, rows, 'There is no connection yet.') };
    },
  },
  {
    name: 'connections show',
    usage: 'ID',
    summary: 'one connection with its webhook URL',
    options: {},
    positionals: oneId,
    async run(context, { positionals: [id = ''] }) {
      return showConnection(context, await context.connections.get(await context.tenant(), id));
    },
  },
  {
    name: 'connections add',
    usage: `--connector CONNECTOR --channel CHANNEL_ID --name NAME [--picture URL] ${settingUsage}`,
    summary: 'adds a connection to a channel',
    options: {
      connector: option.value,
      channel: option.value,
      name: option.value,
      picture: option.value,
      ...settingOptions,
    },
    positionals: { min: 0, max: 0 },
    async run(context, input) {
      const needed = (name: string) => {
        const given = input.option(name);
        if (given === undefined) throw new UsageError(`--${name} is missing.`);
        return given;
      };
      const picture = pictureUrl(input.option('picture'));
      const wanted = { connector: needed('connector'), channelId: needed('channel'), name: needed('name') };
      const tenantId = await context.tenant();
      const { connector, version } = await addableConnector(context, tenantId, wanted.connector);
      const added = await context.connections.add(tenantId, {
        ...wanted,
        connector: connector.id,
        connectorVersion: version,
        hasWebhookUrl: connector.body.format !== 'feed',
        settings: { connector, entered: enteredSettings(connector.settings, input) },
        ...(picture !== undefined && { pictureUrl: picture }),
      });
      return showConnection(context, added);
    },
  },
  {
    name: 'connections configure',
    usage: `ID ${settingUsage}`,
    summary: 'changes the settings of a connection; those that are not given stay',
    options: settingOptions,
    positionals: oneId,
    async run(context, input) {
      const [id = ''] = input.positionals;
      const tenantId = await context.tenant();
      const connector = await connectorOf(context, await context.connections.get(tenantId, id));
      const settings = { connector, entered: enteredSettings(connector.settings, input) };
      return showConnection(context, await context.connections.configure(tenantId, id, settings));
    },
  },
  {
    name: 'connections rename',
    usage: 'ID NAME',
    summary: 'gives a connection another name',
    options: {},
    positionals: { min: 2, max: 2 },
    async run({ connections, tenant }, { positionals: [id = '', name = ''] }) {
      const renamed = await connections.change(await tenant(), id, { name });
      return { json: renamed, text: `It is called ${renamed.name} now.` };
    },
  },
  {
    name: 'connections pause',
    usage: 'ID',
    summary: 'answers 403 to its senders until it is resumed',
    options: {},
    positionals: oneId,
    async run(context, { positionals: [id = ''] }) {
      return done(await context.connections.pause(await context.tenant(), id), 'is paused');
    },
  },
  {
    name: 'connections resume',
    usage: 'ID',
    summary: 'takes messages again after a pause',
    options: {},
    positionals: oneId,
    async run({ connections, store, tenant }, { positionals: [id = ''] }) {
      const resumed = await connections.resume(await tenant(), id);
      await wakeChannels(store, resumed.tenantId, [resumed.channelId]);
      return done(resumed, 'is active again');
    },
  },
  {
    name: 'connections try-again',
    usage: 'ID',
    summary: 'tries now whether a suspended connection reaches its channel',
    options: {},
    positionals: oneId,
    async run({ connections, store, tenant }, { positionals: [id = ''] }) {
      const tenantId = await tenant();
      const connection = await connections.get(tenantId, id);
      await probeNow(store, tenantId, id);
      const somethingWaits = await tryNow(store, { tenantId, connectionId: id });
      await wakeChannels(store, tenantId, [connection.channelId]);
      const text = somethingWaits
        ? `${connection.name} is tried now; "connections show" says how it went.`
        : `Nothing waits for ${connection.name}: it is tried with the next message that comes in.`;
      return { json: { ...connection, somethingWaits }, text };
    },
  },
  {
    name: 'connections remove',
    usage: 'ID',
    summary: 'removes a connection for good: its webhook URL answers 410',
    options: {},
    positionals: oneId,
    async run({ connections, store, tenant, now }, { positionals: [id = ''] }) {
      const removed = await connections.remove(await tenant(), id);
      await tidy(store, now());
      return done(removed, 'was removed');
    },
  },
];

function pictureUrl(given: string | undefined): string | undefined {
  if (given !== undefined && !(URL.canParse(given) && new URL(given).protocol === 'https:'))
    throw new UsageError('--picture must be an https address.');
  return given;
}

async function addableConnector({ catalogue }: Context, tenantId: string, name: string): Promise<AddableConnector> {
  const may = await catalogue().catalogue.mayAdd(tenantId, name);
  if (!may.ok) throw new UsageError(refusalText(may.entry.name, may.refusal, 'en'));
  return may;
}

async function connectorOf({ catalogue }: Context, connection: Connection): Promise<Connector> {
  const { tenantId, connector, connectorVersion } = connection;
  const found = await catalogue().catalogue.find(tenantId, connector, connectorVersion);
  if (!found) throw new UsageError(`The connector ${connector} is no longer in the catalogue.`);
  return found;
}

const done = (connection: Connection, what: string) => ({ json: connection, text: `${connection.name} ${what}.` });
