import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { holdMessages } from '../../test/support/hold-messages.ts';
import { groupId, teamId, tenantId, testStore } from '../../test/support/store.ts';
import { suspendConnections } from '../connections/reachability.ts';
import { createOutbox } from '../delivery/outbox.ts';
import { databaseFile } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { runCommand } from './run-command.ts';

const execute = promisify(execFile);
const bin = join(import.meta.dirname, 'channel-connectors.mjs');
const stackTrace = /\n {4}at |node:internal/;
const urls = z.object({ short: z.string(), webhookb2: z.string(), workflows: z.string() });
const connection = z.object({ id: z.string(), name: z.string(), status: z.string(), version: z.number() });
const withUrls = connection.extend({ urls }).loose();

describe('the command line', function () {
  this.timeout(60_000);
  let directory: string;
  let store: Store;

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'cli-'));
    mkdirSync(join(directory, 'empty'));
    store = await testStore([teamId, '19:builds@thread.tacv2'], databaseFile(directory));
  });
  after(async () => {
    await store.destroy();
    rmSync(directory, { recursive: true });
  });

  const environment = () => ({ PATH: process.env.PATH, DATA_DIR: directory, PUBLIC_URL: 'https://a.example' });

  async function run(args: string[], variables: Record<string, string> = {}) {
    const { exitCode, stdout, stderr } = await runCommand(args, { ...environment(), ...variables });
    return { status: exitCode, stdout, stderr };
  }
  /** What a command that must succeed prints. */
  async function print(...args: string[]): Promise<string> {
    const { status, stdout, stderr } = await run(args);
    assert.deepEqual([status, stderr], [0, ''], args.join(' '));
    return stdout;
  }
  const json = async (...args: string[]): Promise<unknown> => JSON.parse(await print(...args, '--json'));
  const add = async (name: string) =>
    withUrls.parse(
      await json('connections', 'add', '--connector', 'incoming-webhook', '--channel', teamId, '--name', name),
    );
  /** A command that must fail says why in a line or two, and prints nothing else. */
  async function mustFail(args: string[], why: RegExp, variables: Record<string, string> = {}): Promise<void> {
    const { status, stdout, stderr } = await run(args, variables);
    assert.deepEqual([status, stdout], [1, ''], args.join(' '));
    assert.match(stderr, why);
    assert.doesNotMatch(stderr, stackTrace);
  }

  it('is a program of its own, which ends with 0 or, for what is wrong, with 1 and a line', () => {
    const asProcess = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
        env: environment(),
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    };
    assert.deepEqual(asProcess('connections', 'list', '--json'), { status: 0, stdout: '[]\n', stderr: '' });
    assert.deepEqual(asProcess('connections', 'list', '--channel'), {
      status: 1,
      stdout: '',
      stderr:
        "Option '--channel <value>' argument missing. The form is: channel-connectors connections list [--channel CHANNEL_ID]\n",
    });
  });

  it('tells its commands', async () => {
    for (const args of [[], ['help'], ['--help']]) {
      const { status, stdout } = await run(args, { DATA_DIR: join(directory, 'empty') });
      assert.equal(status, 0);
      for (const name of ['connections add', 'teams list', 'deliveries replay', 'activity list', 'group-config set'])
        assert.ok(stdout.includes(name), name);
    }
  });

  it('lists the teams with their channels', async () => {
    const [team] = z.array(z.looseObject({})).parse(await json('teams', 'list'));
    assert.deepEqual(team, {
      id: teamId,
      groupId,
      tenantId,
      name: 'Team',
      installed: true,
      channels: ['19:builds@thread.tacv2', teamId].map(id => ({ id, name: id, membershipType: 'standard' })),
    });
    assert.match(await print('teams', 'list'), /^TEAM +CHANNEL.*\nTeam +19:builds@thread\.tacv2 +standard/);
  });

  it('adds, shows, lists and removes a connection', async () => {
    const added = await add('Builds');
    assert.match(added.urls.short, /^https:\/\/a\.example\/w\/[\w-]{43}$/);
    assert.ok(added.urls.webhookb2.includes(`/webhookb2/${groupId}@${tenantId}/`));
    assert.deepEqual(await json('connections', 'show', added.id), added);
    assert.ok((await print('connections', 'show', added.id)).includes(added.urls.workflows));
    const listed = z.array(connection).parse(await json('connections', 'list', '--channel', teamId));
    assert.ok(listed.some(({ id }) => id === added.id));
    const list = await print('connections', 'list');
    assert.match(list, /Builds +incoming-webhook +active/);
    assert.ok(!list.includes(added.urls.short));
    assert.equal(await print('connections', 'remove', added.id), 'Builds was removed.\n');
    await mustFail(['connections', 'show', added.id], /There is no connection/);
  });

  it('pauses, resumes and updates the URL', async () => {
    const { id, urls: first } = await add('Alerts');
    assert.equal(connection.parse(await json('connections', 'pause', id)).status, 'paused');
    assert.equal(connection.parse(await json('connections', 'resume', id)).status, 'active');
    const second = withUrls.parse(await json('connections', 'update-url', id));
    const third = withUrls.parse(await json('connections', 'update-url', id, '--stop-old-url'));
    assert.equal(new Set([first.short, second.urls.short, third.urls.short]).size, 3);
  });

  it('tries a suspended connection again', async () => {
    const { id } = await add('Unreachable');
    const about = { tenantId, channelId: teamId, connectionId: id };
    await suspendConnections(store, tenantId, { connectionId: id }, { at: 1, cause: 'refused', reason: '403' });
    assert.match(await print('connections', 'try-again', id), /Nothing waits for Unreachable/);
    await holdMessages(store, about, 1);
    assert.match(await print('connections', 'try-again', id), /Unreachable is tried now/);
    const { due_at } = await store.selectFrom('channel_queue').select('due_at').executeTakeFirstOrThrow();
    assert.equal(due_at, 0);
    await store.deleteFrom('delivery').execute();
    await store.deleteFrom('channel_queue').execute();
  });

  it('gives each of two that update at the same time a URL of its own', async () => {
    const { id } = await add('Both');
    const args = [bin, 'connections', 'update-url', id, '--json'];
    const update = () => execute(process.execPath, args, { env: environment() });
    const updated = await Promise.all([update(), update()]);
    const made = updated.map(({ stdout }) => withUrls.parse(JSON.parse(stdout)));
    assert.deepEqual(made.map(({ version }) => version).sort(), [2, 3]);
    assert.equal(
      (await store.selectFrom('webhook_url').select('generation').where('connection_id', '=', id).execute()).length,
      3,
    );
  });

  it('lists and replays deliveries', async () => {
    const { id } = await add('Deliveries');
    const notification = { contents: [{ kind: 'message' as const, sections: [], actions: [] }], summary: 'Hello' };
    const outbox = createOutbox({ store, onQueued: () => undefined });
    await outbox({ tenantId, connectionId: id, channelId: teamId, at: Date.now(), notifications: [notification] });
    const [delivery] = z
      .array(z.object({ id: z.number(), state: z.string() }))
      .parse(await json('deliveries', 'list', '--connection', id));
    assert.equal(delivery?.state, 'waiting');
    await mustFail(['deliveries', 'replay', String(delivery?.id)], /still waiting to be posted/);
    await store.updateTable('delivery').set({ state: 'dead letter', finished_at: 1, error: 'too old' }).execute();
    assert.match(await print('deliveries', 'list', '--state', 'dead letter'), /dead letter +0 +Hello +too old/);
    assert.equal(
      await print('deliveries', 'replay', '--dead-letters', '--connection', id),
      '1 waiting to be posted again.\n',
    );
    assert.equal(await print('deliveries', 'replay', '--dead-letters'), '0 waiting to be posted again.\n');
    assert.equal(await print('activity', 'list'), 'Nothing yet.\n');
  });

  it('prints nothing of a sender’s that a terminal would obey, and loses nothing of it as JSON', async () => {
    const { id } = await add('Terminal');
    const summary = 'a\u001b[2J\u009b31mb\u202ec\nd\u0007';
    const notification = { contents: [{ kind: 'message' as const, sections: [], actions: [] }], summary };
    const outbox = createOutbox({ store, onQueued: () => undefined });
    await outbox({ tenantId, connectionId: id, channelId: teamId, at: Date.now(), notifications: [notification] });
    assert.match(await print('deliveries', 'list', '--connection', id), /waiting +0 +abc d\n$/);
    const printed = await print('deliveries', 'list', '--connection', id, '--json');
    assert.doesNotMatch(printed, /[^\n -~]/);
    assert.deepEqual(z.array(z.object({ summary: z.string() })).parse(JSON.parse(printed))[0]?.summary, summary);
    await mustFail([`no\u202esuch`], /There is no command "nosuch"/);
  });

  it('sets the switches under the names of Exchange', async () => {
    const unset = { language: null, oldUrlHours: null, urlMaxAgeDays: null, promptIn: null };
    const off = {
      ConnectorsEnabled: null,
      ConnectorsEnabledForTeams: false,
      ConnectorsActionableMessagesEnabled: null,
    };
    assert.deepEqual(await json('organization-config', 'set', '--ConnectorsEnabledForTeams', '$False'), {
      ...off,
      ...unset,
    });
    assert.match(await print('organization-config', 'get'), /ConnectorsEnabledForTeams +false/);
    assert.deepEqual(await json('group-config', 'set', groupId.toUpperCase(), '--ConnectorsEnabled', 'true'), {
      groupId,
      ConnectorsEnabled: true,
      language: null,
    });
  });

  it('sets what the organization and a group say about URLs and prompts, and unsets it again', async () => {
    const set = 'organization-config set --language fr --old-url-hours 24 --url-max-age-days 90 --prompt-in chat';
    const settings = { language: 'fr', oldUrlHours: 24, urlMaxAgeDays: 90, promptIn: 'chat' };
    assert.partialDeepStrictEqual(await json(...set.split(' ')), settings);
    assert.partialDeepStrictEqual(await json('organization-config', 'set', '--url-max-age-days', 'default'), {
      ...settings,
      urlMaxAgeDays: null,
    });
    assert.match(await print('organization-config', 'get'), /url-max-age-days +null \(never\)/);
    assert.partialDeepStrictEqual(await json('group-config', 'set', groupId, '--language', 'en'), { language: 'en' });
    await print('organization-config', 'set', '--old-url-hours', 'default');
  });

  it('starts, shows and cancels a URL transition, and takes reports of leaked URLs', async () => {
    const { id } = await add('In transition');
    assert.match(
      await print('url-transition', 'status'),
      /There is no URL transition\.\n\nROOT KEY[\s\S]*1 +\d+ +0 +makes new URLs/,
    );
    const started = await print('url-transition', 'start', '--deadline', '30d');
    assert.match(started, /URL transition to epoch 1, started .* on the command line[\s\S]*attention required +[1-9]/);
    assert.match(await print('connections', 'list'), /In transition .*Attention required \(URL transition, until /);
    await mustFail(
      ['url-transition', 'start', '--deadline', '30d'],
      /already under way: wait for its deadline, or cancel/,
    );
    await print('connections', 'update-url', id);
    assert.match(
      await print('connections', 'show', id),
      /Waiting for the first message[\s\S]*old URL +ends .*calls: 0/,
    );
    assert.match(await print('url-transition', 'cancel'), /is cancelled: the URLs go on\./);
    await mustFail(['url-transition', 'cancel'], /No URL transition is under way/);
    const leaked = await print('connections', 'report-leak', id, '--seen-in', 'a public repository');
    assert.match(leaked, /Attention required \(reported as leaked, until /);
    await print('connections', 'stop-old-url', id);
  });

  it('keeps no webhook URL and no secret of what is said about a leak', async () => {
    const { id, urls } = await add('Leaked');
    await print('connections', 'report-leak', id, '--seen-in', `curl ${urls.short}?token=hunter2`);
    const { detail } = await store
      .selectFrom('url_attention')
      .select('detail')
      .where('connection_id', '=', id)
      .executeTakeFirstOrThrow();
    assert.match(detail ?? '', /^curl /);
    assert.doesNotMatch(detail ?? '', new RegExp(`hunter2|${urls.short.slice(-20)}`));
  });

  it('renames and recreates a connection', async () => {
    const { id } = await add('Old name');
    assert.equal(await print('connections', 'rename', id, 'New name'), 'It is called New name now.\n');
    const recreated = withUrls.parse(await json('connections', 'recreate', id));
    assert.equal(recreated.name, 'New name');
    assert.notEqual(recreated.id, id);
    await mustFail(['connections', 'update-url', id], /Another connection takes the place of this one/);
  });

  const wrong: [args: string, why: RegExp][] = [
    ['nothing', /There is no command "nothing"\. "channel-connectors help"/],
    ['connections', /There is: connections list, connections show/],
    ['connections nothing', /There is no command "connections nothing"/],
    ['connections list extra', /The form is: channel-connectors connections list/],
    ['connections show', /The form is: .* connections show ID/],
    ['connections list --nothing', /'--nothing'.*The form is:/],
    ['connections list --channel', /--channel.*The form is:/],
    ['connections add --connector incoming-webhook --channel x', /--name is missing/],
    [
      'connections add --connector x --channel x --name a',
      /There is no connector "x" in the catalogue\. "connector list" shows all\./,
    ],
    ['connections add --connector incoming-webhook --channel x --name a', /No channel x is known/],
    [
      `connections add --connector incoming-webhook --channel ${teamId} --name a --picture http://a.example`,
      /--picture must be an https address/,
    ],
    ['connections pause x', /There is no connection x/],
    ['connections update-url x', /There is no connection x/],
    ['connections list --tenant x', /No team of tenant x is known/],
    ['deliveries list --state nothing', /--state is one of waiting/],
    ['deliveries list --limit 0', /--limit is a number from 1 to 1000/],
    ['deliveries replay', /Give the id of a delivery, or --dead-letters/],
    ['deliveries replay x', /x is not the id of a delivery/],
    ['deliveries replay 999999', /There is no delivery 999999/],
    ['organization-config set', /Give one of --ConnectorsEnabled/],
    ['organization-config set --ConnectorsEnabled perhaps', /--ConnectorsEnabled is true or false/],
    ['organization-config set --prompt-in mail', /--prompt-in is one of channel, chat, default/],
    ['organization-config set --old-url-hours 0', /--old-url-hours is a number from 1 to 8760, or default/],
    ['url-transition start', /--deadline is missing/],
    ['url-transition start --deadline 2026-02-31', /--deadline is a day such as/],
    ['url-transition start --deadline 2020-01-01', /The deadline must be in the future/],
    [
      'url-transition start --deadline 30d --root-key 1',
      /The root key 1 makes the new URLs: put another key before it/,
    ],
    ['url-transition start --deadline 30d --root-key 2', /There is no root key 2 in WEBHOOK_URL_KEYS/],
    ['connections report-leak x', /There is no connection x/],
    [`group-config set ${groupId}`, /Give --ConnectorsEnabled or --language/],
    ['group-config set x --ConnectorsEnabled true', /x is not the id of a group/],
  ];
  describe('with bad input', () => {
    const refusals = new Map<string, { code: number; stdout: string; stderr: string }>();
    before(() => Promise.all(wrong.map(([args]) => refuse(args))));

    async function refuse(args: string): Promise<void> {
      const refusal = await execute(process.execPath, [bin, ...args.split(' ')], { env: environment() }).catch(
        error => error,
      );
      refusals.set(args, refusal);
    }

    for (const [args, why] of wrong)
      it(`refuses "${args}"`, () => {
        const { code, stdout, stderr } = refusals.get(args) ?? assert.fail();
        assert.deepEqual([code, stdout], [1, '']);
        assert.match(stderr, why);
        assert.doesNotMatch(stderr, stackTrace);
      });
  });

  it('says what to do where there is no database, or the configuration is wrong', async () => {
    await mustFail(['teams', 'list'], /There is no database in .*empty: start the service first/, {
      DATA_DIR: join(directory, 'empty'),
    });
    await mustFail(['teams', 'list'], /^PORT is not valid/, { PORT: 'x' });
    await mustFail(['teams', 'list'], /^The webhook URL keys are not valid/, { WEBHOOK_URL_KEYS: 'x' });
  });

  it('asks which tenant is meant where there are several', async () => {
    const team = { name: '', service_url: 'http://localhost:1', installed_at: 0, removed_at: null, group_id: null };
    await store
      .insertInto('team')
      .values({ ...team, id: '19:other@thread.tacv2', tenant_id: 'other' })
      .execute();
    await mustFail(['connections', 'list'], /There are several tenants: give --tenant, one of .*other/);
    assert.deepEqual(await json('connections', 'list', '--tenant', 'other'), []);
    await store.deleteFrom('team').where('tenant_id', '=', 'other').execute();
  });
});
