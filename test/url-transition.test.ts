import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { createReceivingConnectorFinder } from '../bot/catalogue/find-receiving-connector.ts';
import { openCatalogue } from '../bot/catalogue/open-catalogue.ts';
import { readConfig } from '../bot/config.ts';
import { createConnections } from '../bot/connections/connections.ts';
import { createConnectionFinder } from '../bot/connections/find-connection.ts';
import { reachability, suspendConnections, wakeConnections } from '../bot/connections/reachability.ts';
import { parseRootKeys } from '../bot/connections/root-keys.ts';
import { createUrlAttention } from '../bot/connections/url-attention.ts';
import { createUrlUsage } from '../bot/connections/url-usage.ts';
import { createDelivery } from '../bot/delivery/delivery.ts';
import { createHttpServer } from '../bot/operation/http-server.ts';
import { closeServer, listen } from '../bot/operation/listening.ts';
import { createPrompts } from '../bot/prompts/prompts.ts';
import { unreachableConnections } from '../bot/prompts/unreachable.ts';
import { migrate } from '../bot/store/migrations.ts';
import { openSqlite } from '../bot/store/sqlite.ts';
import { createTeamsDestination } from '../bot/teams/destination.ts';
import { readMessage } from '../bot/webhook/read-message.ts';
import { createRoom, webhookRoom } from '../bot/webhook/room.ts';
import { mountWebhooks } from '../bot/webhook/routes.ts';
import { postJson } from './support/post.ts';
import { listPeople, recordTeams } from './support/recorded-teams.ts';
import { temporaryDirectory } from './support/service.ts';

const hour = 3_600_000;
const day = 24 * hour;
const begin = Date.UTC(2026, 8, 1, 9);
const tenantId = '9e7b80c7-1111-4222-8333-444455556666';
const teamCount = 40;
const channelsOfTeam = 3;
const connectionCount = 500;

/** On these days the service is looked at: each one but the 23rd, when it is down, and three times in the evening. */
const looks = [...Array.from({ length: 34 }, (_, today) => today).filter(today => today !== 23), 24.5, 29.5, 30.5].sort(
  (a, b) => a - b,
);

const groupOf = (team: number) => `a1269812-1111-4222-8333-${String(team).padStart(12, '0')}`;
const channelOf = (team: number, channel: number) => `19:team-${team}-channel-${channel}@thread.tacv2`;

/** What the people of a team do: the day on which they press "Update URL"; the senders move the day after. */
function actsOn(team: number): number | undefined {
  if (team < 10) return 1;
  if (team < 20) return 16;
  if (team < 30) return 29.5;
  return team === 38 ? 26 : undefined;
}
/** Nothing can be posted there from day 10 to day 25. */
const archivedTeam = 38;
/** Its only owner leaves on day 5. */
const abandonedTeam = 39;
/** One of its two owners leaves on day 5. */
const halvedTeam = 12;

interface Sender {
  id: string;
  team: number;
  channelId: string;
  /** The URL that it is set up with. */
  url: string;
  movesOn: number | undefined;
}

/** The service on a file, with the clock in hand: everything but `main`, made anew at each start. */
async function startService(file: string, clock: { now: number }, world: ReturnType<typeof makeWorld>) {
  const now = () => clock.now;
  const store = openSqlite(file);
  // Nothing is killed here, so that nothing need wait for the disk: `crash.test.ts` does that.
  await sql`PRAGMA synchronous=OFF`.execute(store);
  await migrate(store);
  const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);
  const { builtIn, organization } = openCatalogue({ store, cloud: 'commercial', now });
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const { errors } = world;
  const onError = (error: unknown) => void errors.push(error);
  const delivery = createDelivery({
    store,
    destination: createTeamsDestination({ store, botConnector: world.teams.botConnector, language: 'en', log: silent }),
    reachability,
    activityLimits: { perConnection: 1_000_000, inAll: 1_000_000 },
    now,
    random: () => 0,
    onAttempt: () => {},
    onError,
  });
  const prompts = createPrompts({
    store,
    directory: world.people.directory,
    outbox: delivery.outbox,
    language: 'en',
    now,
    onError,
    ageUrls: at => attention.ageUrls(at),
  });
  const onUrlChange = prompts.changed;
  const attention = createUrlAttention({ store, keys, now, onUrlChange });
  const server = createHttpServer(onError);
  mountWebhooks(server, {
    keys,
    trustedProxies: readConfig({}).trustedProxies,
    cloud: 'commercial',
    findConnection: createConnectionFinder(store),
    publicUrl: 'http://localhost',
    findConnector: createReceivingConnectorFinder(builtIn, organization, 'en', onError),
    readMessage: (connector, bytes, context) => readMessage(connector.receive, bytes, context),
    room: createRoom(webhookRoom),
    outbox: delivery.outbox,
    urlUsed: createUrlUsage({ store, onUrlChange, onError }),
    limit: () => 0,
    mayRecordRefusal: () => true,
    now,
    onAnswer: () => {},
    onError,
  });
  await listen(server, { host: '127.0.0.1', port: 0 });
  delivery.start();
  const connections = createConnections({ store, keys, publicUrl: 'http://localhost', now, onUrlChange });

  /** Until nothing more can be sent now. */
  async function settle(): Promise<void> {
    for (;;) {
      const busy = await store
        .selectFrom('channel_queue')
        .select('channel_id')
        .where('due_at', '<=', clock.now)
        .limit(1)
        .execute();
      if (busy.length === 0) return;
      // Asking the store costs more than what is waited for.
      for (let turn = 0; turn < 50; turn += 1) await setImmediate();
    }
  }
  return {
    store,
    connections,
    attention,
    url: server.url,
    wake: async (where: { teamId: string }) => delivery.wake(tenantId, await wakeConnections(store, tenantId, where)),
    /** A round, and what is sent because of it; once more for what came of that. */
    async round() {
      for (let again = 0; again < 2; again += 1) {
        await prompts.round();
        await settle();
      }
    },
    settle,
    async stop() {
      await closeServer(server);
      await prompts.stop();
      await delivery.stop();
      await store.destroy();
    },
  };
}

function makeWorld(clock: { now: number }) {
  const people = listPeople();
  for (let team = 0; team < teamCount; team += 1) {
    const names = team === abandonedTeam ? ['A'] : ['A', 'B'];
    people.owners.set(
      groupOf(team),
      names.map(name => ({ id: `owner-${team}-${name}`, name: `Owner ${team} ${name}` })),
    );
    people.members.set(groupOf(team), [{ id: `member-${team}`, name: `Member ${team}` }]);
  }
  return { people, teams: recordTeams(() => clock.now), errors: [] as unknown[] };
}

type Running = Awaited<ReturnType<typeof startService>>;

async function seed({ store, connections }: Running): Promise<Sender[]> {
  const senders: Sender[] = [];
  for (let team = 0; team < teamCount; team += 1) {
    await store
      .insertInto('team')
      .values({
        id: channelOf(team, 0),
        tenant_id: tenantId,
        group_id: groupOf(team),
        name: `Team ${team}`,
        service_url: 'http://localhost:1',
        installed_at: 0,
        removed_at: null,
      })
      .execute();
    for (let channel = 0; channel < channelsOfTeam; channel += 1) {
      const row = {
        tenant_id: tenantId,
        team_id: channelOf(team, 0),
        membership_type: 'standard',
        deleted_at: null,
      } as const;
      await store
        .insertInto('channel')
        .values({ ...row, id: channelOf(team, channel), name: `Channel ${channel}` })
        .execute();
    }
  }
  for (let index = 0; index < connectionCount; index += 1) {
    const team = index % teamCount;
    const channelId = channelOf(team, Math.floor(index / teamCount) % channelsOfTeam);
    const { id } = await connections.add(tenantId, {
      channelId,
      name: `Sender ${index}`,
      connector: 'incoming-webhook',
      ...(index % 2 === 0 && { createdBy: `member-${team}` }),
    });
    const { short: url } = await connections.urls(tenantId, id);
    const acts = actsOn(team);
    senders.push({ id, team, channelId, url, movesOn: acts === undefined ? undefined : acts + 1 });
  }
  return senders;
}

describe('a URL transition of 30 days, with 500 connections in 120 channels of 40 teams', function () {
  // A few seconds of work; a machine that does other things besides takes longer.
  this.timeout(240_000);
  const clock = { now: begin };
  const world = makeWorld(clock);
  const { teams, people } = world;
  const directory = temporaryDirectory();
  const file = join(directory, 'channel-connectors.db');
  /** Not kept alive: the service is restarted on the way. */
  const agent = new Agent({ maxSockets: 20 });
  /** What senders were told. */
  const accepted = new Set<string>();
  const refused: { sender: Sender; at: number; status: number }[] = [];
  let numberSent = 0;
  let senders: Sender[] = [];
  let unreachable: Awaited<ReturnType<typeof unreachableConnections>> = [];

  before(async () => {
    let service = await startService(file, clock, world);
    senders = await seed(service);

    const send = async (sender: Sender) => {
      numberSent += 1;
      const text = `${sender.id}: ${numberSent}`;
      const path = new URL(sender.url).pathname;
      const { status } = await postJson(service.url + path, { text }, { agent });
      if (status === 200) accepted.add(text);
      else refused.push({ sender, at: clock.now, status });
    };
    const sendAll = (which: Sender[]) => Promise.all(which.map(send));
    const restart = async () => {
      await service.stop();
      service = await startService(file, clock, world);
    };

    await sendAll(senders);
    await service.attention.startTransition(tenantId, { deadline: begin + 30 * day, by: null });
    const updated = new Map<string, string>();
    for (const today of looks) {
      clock.now = begin + today * day;
      if (today === 7 || today === 29.5) await restart();
      if (today === 24) service = await startService(file, clock, world);

      if (today === 5) {
        people.owners.set(groupOf(abandonedTeam), []);
        people.owners.set(groupOf(halvedTeam), people.owners.get(groupOf(halvedTeam))?.slice(1) ?? []);
      }
      if (today === 10) {
        people.archived.add(groupOf(archivedTeam));
        const where = { teamId: channelOf(archivedTeam, 0) };
        await suspendConnections(service.store, tenantId, where, {
          at: clock.now,
          cause: 'team archived',
          reason: 'The team is archived.',
        });
        for (let channel = 0; channel < channelsOfTeam; channel += 1)
          teams.closed.add(channelOf(archivedTeam, channel));
      }
      // What is sent while the team is archived is held.
      if (today === 24.5) await sendAll(senders.filter(({ team }) => team === archivedTeam));
      if (today === 25) {
        people.archived.clear();
        teams.closed.clear();
        await service.wake({ teamId: channelOf(archivedTeam, 0) });
      }

      await service.round();
      for (const { id, team } of senders) {
        if (actsOn(team) !== today) continue;
        await service.connections.updateUrl(tenantId, id);
        updated.set(id, (await service.connections.urls(tenantId, id)).short);
      }
      for (const sender of senders) if (sender.movesOn === today) sender.url = updated.get(sender.id) ?? '';
      const isArchived = today >= 10 && today < 25;
      const sends = ({ id, movesOn }: Sender) => today % 15 === 0 || movesOn === today || (today > 30 && id < '2');
      await sendAll(senders.filter(one => sends(one) && (one.team !== archivedTeam || !isArchived)));
      await service.settle();
      await service.round();
      // Down until the 24th day: the reminder of seven days before is missed.
      if (today === 22) await service.stop();
      if (today === 29) unreachable = await unreachableConnections(service.store, tenantId);
    }
    await service.stop();
  });

  after(() => {
    agent.destroy();
    rmSync(directory, { recursive: true });
  });

  const isPrompt = ({ texts }: { texts: string[] }) => texts.some(text => titles.includes(text));
  const titles = [
    'Attention required',
    'URL expired',
    'Messages are refused',
    'URL is up-to-date',
    'Waiting for the first message on the new URL',
  ];
  const promptsIn = (channelId: string) => teams.in(channelId).filter(isPrompt);
  const eachChannel = (from: number, to: number) =>
    Array.from({ length: (to - from) * channelsOfTeam }, (_, index) => {
      const team = from + Math.floor(index / channelsOfTeam);
      return { team, channelId: channelOf(team, index % channelsOfTeam) };
    });
  const days = (times: number[]) => times.map(time => (time - begin) / day);
  const postedOn = (channelId: string) => days(promptsIn(channelId).map(({ postedAt }) => postedAt));

  it('goes through without a fault of our own', () => assert.deepEqual(world.errors, []));

  it('brings every message that was posted to a valid URL, once', () => {
    const texts = teams.cards.filter(card => !isPrompt(card)).map(({ summary }) => summary);
    assert.deepEqual(texts.toSorted(), [...accepted].sort());
    assert.ok(accepted.size > 1500, `${accepted.size} messages`);
  });

  it('refuses old URLs with 410 from the deadline on, and no URL before', () => {
    assert.deepEqual(new Set(refused.map(({ status }) => status)), new Set([410]));
    assert.ok(refused.every(({ at }) => at >= begin + 30 * day));
    const teamsRefused = new Set(refused.map(({ sender }) => sender.team));
    // Those who acted in time, but whose senders moved only after the deadline, are among them for half a day.
    for (let team = 0; team < teamCount; team += 1)
      assert.equal(teamsRefused.has(team), actsOn(team) === undefined || actsOn(team) === 29.5, `team ${team}`);
  });

  it('posts one card a channel at the start, one a day before the deadline and one at the deadline, where nobody acts', () => {
    for (const { channelId } of [...eachChannel(30, 38), ...eachChannel(39, 40)]) {
      assert.deepEqual(postedOn(channelId), [0, 29, 30], channelId);
      const [first, second, third] = promptsIn(channelId);
      for (const older of [first, second]) {
        assert.deepEqual(older?.buttons, []);
        assert.ok(older?.texts.includes('A newer message about this follows below.'));
      }
      assert.ok(third?.texts.includes('URL expired'));
      assert.match(third?.texts.join() ?? '', /messages? (was|were) refused/);
      assert.deepEqual(third?.buttons, ['Update URL', 'Remind me tomorrow', 'Open connectors']);
      assert.deepEqual(
        third?.before.map(({ summary }) => summary.split(':')[0]).filter(title => title !== 'URL expired'),
        [],
      );
    }
  });

  it('updates the card in place at half time and seven days before, also where the service was down then', () => {
    for (const { channelId } of eachChannel(30, 38)) {
      const [first] = promptsIn(channelId);
      assert.ok(days(first?.updates ?? []).includes(15), channelId);
      assert.ok(days(first?.updates ?? []).includes(24), channelId);
    }
  });

  it('asks no further once the owners have acted, and says so when the first messages have come', () => {
    const expected = [
      { from: 0, to: 10, posted: [0] },
      { from: 10, to: 20, posted: [0] },
      // Their senders move after the deadline: messages are refused although the URLs were updated.
      { from: 20, to: 30, posted: [0, 29, 30.5] },
      { from: 38, to: 39, posted: [0] },
    ];
    for (const { from, to, posted } of expected)
      for (const { channelId, team } of eachChannel(from, to)) {
        assert.deepEqual(postedOn(channelId), posted, channelId);
        const last = promptsIn(channelId).at(-1);
        assert.match(last?.summary ?? '', /^URL is up-to-date/, channelId);
        assert.deepEqual(last?.buttons, []);
        assert.equal(days(last?.updates ?? []).at(-1), (actsOn(team) ?? 0) + 1, channelId);
        assert.ok(
          promptsIn(channelId).some(({ before }) =>
            before.some(({ summary }) => summary.startsWith('Waiting for the first message')),
          ),
          channelId,
        );
      }
  });

  it('leaves an archived team alone, and tells it what is still open when it is back', () => {
    for (const { channelId } of eachChannel(38, 39)) {
      const [card] = promptsIn(channelId);
      const updates = days(card?.updates ?? []);
      assert.ok(!updates.some(at => at >= 10 && at < 25), channelId);
      assert.ok(updates.includes(25), channelId);
    }
  });

  it('mentions the owners and whoever added something, without those who have left', () => {
    const [ordinary] = promptsIn(channelOf(30, 0)).slice(-1);
    assert.deepEqual(ordinary?.mentioned.toSorted(), ['member-30', 'owner-30-A', 'owner-30-B']);
    const [halved] = promptsIn(channelOf(halvedTeam, 0));
    const atHalfTime = halved?.before.find(({ at }) => at === begin + 15 * day);
    assert.deepEqual(halved?.before[0]?.mentioned.toSorted(), ['member-12', 'owner-12-A', 'owner-12-B']);
    assert.deepEqual(atHalfTime?.mentioned.toSorted(), ['member-12', 'owner-12-B']);
  });

  it('asks the channel where no owner is left, and lists it for the administrator', () => {
    for (const { channelId } of eachChannel(39, 40))
      assert.ok(
        !promptsIn(channelId)
          .at(-1)
          ?.mentioned.some(id => id.startsWith('owner')),
        channelId,
      );
    const names = new Set(unreachable.map(({ team }) => team));
    assert.deepEqual(names, new Set([`Team ${abandonedTeam}`]));
    assert.equal(unreachable.length, senders.filter(({ team }) => team === abandonedTeam).length);
  });
});
