import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const folder = import.meta.dirname;
const project = join(folder, '..');

const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));
const manifestShape = z.looseObject({
  $schema: z.string(),
  manifestVersion: z.string(),
  version: z.string(),
  authorization: z.object({
    permissions: z.object({ resourceSpecific: z.array(z.object({ name: z.string(), type: z.string() })) }),
  }),
  bots: z.array(
    z.looseObject({
      botId: z.string(),
      configuration: z.unknown(),
      supportsTargetedMessages: z.boolean().default(false),
      commandLists: z.array(
        z.looseObject({ commands: z.array(z.unknown()), triggers: z.array(z.string()).default(['mention']) }),
      ),
    }),
  ),
  composeExtensions: z.array(z.looseObject({ botId: z.string(), commands: z.array(z.unknown()) })),
  configurableTabs: z.array(z.unknown()),
  validDomains: z.array(z.string()),
});
const manifest = async () => manifestShape.parse(await json(join(folder, 'manifest.json')));

describe('the manifest', () => {
  it('is checked with schemas that npm installed, so without a network', async () => {
    const { $schema, manifestVersion } = await manifest();
    const french = z.object({ $schema: z.string() }).parse(await json(join(folder, 'fr.json')));
    const base = 'https://developer.microsoft.com/json-schemas/';
    assert.equal($schema, `${base}teams/v${manifestVersion}/MicrosoftTeams.schema.json`);
    assert.equal(french.$schema, `${base}teams/v${manifestVersion}/MicrosoftTeams.Localization.schema.json`);
    const installed = join(project, 'node_modules/@microsoft/app-manifest/build/json-schemas');
    for (const url of [$schema, french.$schema]) await access(join(installed, url.slice(base.length)));
  });

  it('has the version of the project', async () => {
    const { version } = z.object({ version: z.string() }).parse(await json(join(project, 'package.json')));
    assert.equal((await manifest()).version, version);
  });

  it('asks for the permissions that docs/permissions.md explains, and no others', async () => {
    const page = await readFile(join(project, 'docs/permissions.md'), 'utf8');
    const explained = [...page.matchAll(/^\| `([\w.]+)` \|/gm)].map(match => match[1]);
    const { resourceSpecific } = (await manifest()).authorization.permissions;
    assert.deepEqual(
      resourceSpecific.map(permission => permission.name),
      explained,
    );
    assert.ok(resourceSpecific.every(permission => permission.type === 'Application'));
  });

  it('has every string that Teams can show in French in French', async () => {
    const french = z.record(z.string(), z.string()).parse(await json(join(folder, 'fr.json')));
    const commands = (await manifest()).bots.flatMap((bot, b) =>
      bot.commandLists.flatMap((list, l) =>
        list.commands.flatMap((_, c) =>
          ['title', 'description'].map(field => `bots[${b}].commandLists[${l}].commands[${c}].${field}`),
        ),
      ),
    );
    const actions = (await manifest()).composeExtensions.flatMap((extension, e) =>
      extension.commands.flatMap((_, c) =>
        ['title', 'description'].map(field => `composeExtensions[${e}].commands[${c}].${field}`),
      ),
    );
    const about = ['name.short', 'name.full', 'description.short', 'description.full'];
    const wanted = ['$schema', ...about, ...commands, ...actions];
    assert.deepEqual(Object.keys(french).sort(), wanted.sort());
  });

  it('has a configuration page for the channel tab, on the only domain that it names', async () => {
    const { configurableTabs, validDomains } = await manifest();
    assert.deepEqual(configurableTabs, [
      {
        id: 'connectors',
        configurationUrl: `https://$\{{PUBLIC_HOST}}/tab/configure`,
        canUpdateConfiguration: true,
        scopes: ['team'],
        context: ['channelTab'],
      },
    ]);
    assert.deepEqual(validDomains, [`$\{{PUBLIC_HOST}}`]);
  });

  it("asks the bot for its configuration's dialog, and for that of the command Connectors", async () => {
    const { bots, composeExtensions } = await manifest();
    assert.deepEqual(bots[0]?.configuration, { team: { fetchTask: true } });
    assert.equal(composeExtensions[0]?.botId, bots[0]?.botId);
    assert.deepEqual(composeExtensions[0]?.commands, [
      {
        id: 'connectors',
        type: 'action',
        title: 'Connectors',
        description: 'Add and configure the connectors of this channel',
        context: ['compose', 'commandBox'],
        triggers: ['slash'],
        fetchTask: true,
      },
    ]);
  });

  it('offers no slash commands of the bot, whose answers everybody in the channel would see', async () => {
    for (const { supportsTargetedMessages, commandLists } of (await manifest()).bots) {
      assert.equal(supportsTargetedMessages, false);
      for (const { triggers } of commandLists) assert.deepEqual(triggers, ['mention']);
    }
  });
});
