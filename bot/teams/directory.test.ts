import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Playground, startPlayground } from '../../playground/playground.ts';
import { DirectoryUnavailableError } from '../policy/directory-unavailable-error.ts';
import { type ChannelInTeam, createDirectory, type Directory } from './directory.ts';
import { createGraph } from './graph-client.ts';
import { localGraphToken } from './local-graph-token.ts';

const minute = 60_000;

describe('the directory', () => {
  let playground: Playground;
  let directory: Directory;
  let now: number;

  beforeEach(async () => {
    playground = await startPlayground();
    now = Date.now();
    directory = openDirectory();
  });
  afterEach(() => playground.close());

  function openDirectory(timeout?: number): Directory {
    const { url } = playground;
    const token = localGraphToken({ playgroundUrl: url, now: () => now });
    const graph = createGraph({ url: `${url}/graph/v1.0`, token, wait: async () => {} });
    const findGroupId = async () => playground.world.team.groupId;
    return createDirectory({ graph, findGroupId, now: () => now, ...(timeout !== undefined && { timeout }) });
  }

  function person(givenName: string): string {
    const user = playground.world.users.find(each => each.givenName === givenName);
    assert.ok(user, givenName);
    return user.aadObjectId;
  }

  function channelOf(id: string, membershipType: ChannelInTeam['membershipType'] = 'standard'): ChannelInTeam {
    const { tenantId, team } = playground.world;
    return { tenantId, channelId: id, groupId: team.groupId, membershipType };
  }
  const general = () => channelOf(playground.world.team.id);

  async function addChannel(
    membershipType: 'private' | 'shared',
    people: { ownerIds?: string[]; userIds?: string[] } = {},
  ): Promise<ChannelInTeam> {
    await playground.botEvent({ event: 'channelCreated', name: 'Own', membershipType, ...people }).catch(noBot);
    const channel = playground.world.channels.at(-1);
    return channelOf(channel?.id ?? '', membershipType);
  }
  const noBot = (error: unknown) => assert.match(String(error), /No bot is configured/);

  const rolesOf = async (channel: ChannelInTeam, ...names: string[]) =>
    Promise.all(names.map(async name => (await directory.access(channel, person(name))).role));
  const namesOf = (people: { name: string | null }[]) => people.map(({ name }) => name);
  const asked = (end: string) => playground.graphRecord.entries().filter(({ path }) => path.endsWith(end)).length;

  async function setMembersMay(allowCreateUpdateRemoveConnectors: boolean): Promise<void> {
    const body = JSON.stringify({ allowCreateUpdateRemoveConnectors });
    const { status } = await fetch(`${playground.url}/playground/api/team-settings`, { method: 'PUT', body });
    assert.equal(status, 204);
  }

  const unavailable = (problem: string, message: RegExp) => (error: unknown) => {
    assert.ok(error instanceof DirectoryUnavailableError);
    assert.deepEqual([error.problem, message.test(error.message)], [problem, true], error.message);
    return true;
  };

  it('knows owners, members and guests of a team, and that all others are nobody there', async () => {
    const roles = await rolesOf(general(), 'Ada', 'Ben', 'Gita', 'Alex', 'Olga');
    assert.deepEqual(roles, ['owner', 'member', 'guest', 'member', 'none']);
    const stranger = await directory.access(general(), 'ffffffff-0000-4000-8000-000000000000');
    assert.equal(stranger.role, 'none');
  });

  it('asks nobody about what is no object id', async () => {
    for (const id of ['', "x' or userId ne '", '29:1abc']) {
      assert.equal((await directory.access(general(), id)).role, 'none');
    }
    assert.equal(asked('/members'), 0);
  });

  it('says whether members may change connectors', async () => {
    assert.equal((await directory.access(general(), person('Ben'))).allowCreateUpdateRemoveConnectors, true);
    await setMembersMay(false);
    now += minute;
    assert.equal((await directory.access(general(), person('Ben'))).allowCreateUpdateRemoveConnectors, false);
  });

  it('counts a private channel’s own members and owners', async () => {
    const channel = await addChannel('private', {
      ownerIds: [person('Ben')],
      userIds: [person('Gita'), person('Bea')],
    });
    assert.deepEqual(await rolesOf(channel, 'Ada', 'Ben', 'Bea', 'Gita'), ['none', 'owner', 'member', 'guest']);
    assert.deepEqual(namesOf(await directory.owners(channel)), ['Ben Member']);
  });

  it('counts people of other tenants in a shared channel as nobody', async () => {
    const channel = await addChannel('shared', { ownerIds: [person('Olga'), person('Ada')] });
    assert.deepEqual(await rolesOf(channel, 'Ada', 'Olga', 'Ben'), ['owner', 'none', 'none']);
    assert.deepEqual(namesOf(await directory.owners(channel)), ['Ada Owner']);
  });

  it('lists owners and members over all pages', async () => {
    assert.deepEqual(await directory.owners(general()), [{ id: person('Ada'), name: 'Ada Owner' }]);
    const everybody = playground.world.users.map(user => user.aadObjectId);
    const members = await directory.members(general(), [...everybody, 'ffffffff-0000-4000-8000-000000000000']);
    assert.deepEqual(namesOf(members), ['Ada Owner', 'Ben Member', 'Bea Member', 'Alex Administrator']);
    assert.equal(asked('/members'), 3, 'the pages are asked for once');
  });

  it('asks for a few people without reading the whole roster', async () => {
    const two = [person('Alex'), person('Ada'), 'x', person('Ada').toUpperCase()];
    assert.deepEqual(namesOf(await directory.members(general(), two)), ['Ada Owner', 'Alex Administrator']);
    assert.deepEqual(namesOf(await directory.members(general(), two.toReversed())), [
      'Ada Owner',
      'Alex Administrator',
    ]);
    assert.equal(asked('/members'), 1);
    assert.deepEqual(namesOf(await directory.members(general(), [person('Gita'), person('Olga')])), []);
    assert.equal(asked('/members'), 2);
    const strangers = Array.from({ length: 30 }, () => randomUUID());
    assert.deepEqual(namesOf(await directory.members(general(), [...strangers, person('Ben')])), ['Ben Member']);
    assert.equal(asked('/members'), 5, 'fifteen at a time');
    assert.deepEqual(await directory.members(general(), ['x']), []);
    assert.equal(asked('/members'), 5);
  });

  it('finds people however their ids are written', async () => {
    const id = person('Ada').toUpperCase();
    assert.equal((await directory.access(general(), id)).role, 'owner');
    assert.deepEqual(namesOf(await directory.members(general(), [id])), ['Ada Owner']);
  });

  it('sees after a minute that somebody has left, or has come', async () => {
    assert.deepEqual(await rolesOf(general(), 'Ben'), ['member']);
    assert.equal((await directory.members(general(), [person('Ben')])).length, 1);
    await playground.botEvent({ event: 'membersRemoved', userIds: [person('Ben')] }).catch(noBot);
    now += minute - 1;
    assert.deepEqual(await rolesOf(general(), 'Ben'), ['member']);
    now += 1;
    assert.deepEqual(await rolesOf(general(), 'Ben'), ['none']);
    assert.equal((await directory.members(general(), [person('Ben')])).length, 0);
    await playground.botEvent({ event: 'membersAdded', userIds: [person('Ben')] }).catch(noBot);
    assert.deepEqual(await rolesOf(general(), 'Ben'), ['none'], 'who is nobody is kept too');
    now += minute;
    assert.deepEqual(await rolesOf(general(), 'Ben'), ['member']);
  });

  it('says whether the team is archived', async () => {
    assert.equal(await directory.isArchived(general()), false);
    await playground.botEvent({ event: 'teamArchived' }).catch(noBot);
    now += minute;
    assert.equal(await directory.isArchived(general()), true);
  });

  it('asks once for all who ask at the same time, and once a minute', async () => {
    await Promise.all(Array.from({ length: 20 }, () => directory.access(general(), person('Ben'))));
    await directory.access(general(), person('Ben'));
    assert.deepEqual([asked('/members'), asked(playground.world.team.groupId)], [1, 1]);
  });

  it('looks a group up that is not known', async () => {
    const { role } = await directory.access({ ...general(), groupId: null }, person('Ada'));
    assert.equal(role, 'owner');
  });

  it('gives nobody a role while Graph cannot say, and asks again', async () => {
    playground.faults.add({ match: { path: '/graph/*/members' }, action: { status: 500 }, times: 1 });
    await assert.rejects(
      directory.access(general(), person('Ada')),
      unavailable('unavailable', /answered 500\. Try again/),
    );
    assert.deepEqual(await rolesOf(general(), 'Ada'), ['owner']);
  });

  it('gives nobody a role while the team’s settings cannot be read', async () => {
    playground.faults.add({ match: { path: '/graph/v1.0/teams/*' }, action: { cut: 'before' } });
    await assert.rejects(
      directory.access(general(), person('Ada')),
      unavailable('unavailable', /could not be reached/),
    );
  });

  it('gives nobody a role where Graph takes too long', async () => {
    const hurried = openDirectory(20);
    playground.faults.add({ match: { path: '/graph/*/members' }, action: { hang: true } });
    const late = unavailable('unavailable', /did not answer within 0\.02 seconds\. Try again/);
    await assert.rejects(hurried.access(general(), person('Ada')), late);
    await assert.rejects(hurried.members(general(), [person('Ada')]), late);
    playground.faults.add({ match: { path: '/graph/v1.0/teams/*' }, action: { hang: true } });
    now += minute;
    await assert.rejects(hurried.isArchived(general()), late);
    await assert.rejects(hurried.owners(general()), unavailable('unavailable', /within 0\.12 seconds/));
  });

  it('goes on with a new login when the playground has started again', async () => {
    assert.deepEqual(await rolesOf(general(), 'Ada'), ['owner']);
    const { port } = playground;
    await playground.close();
    playground = await startPlayground({ port });
    now += minute;
    assert.deepEqual(await rolesOf(general(), 'Ada'), ['owner']);
  });

  it('names the permission that the app lacks in the team', async () => {
    await playground.botEvent({ event: 'uninstall' }).catch(noBot);
    await assert.rejects(directory.isArchived(general()), unavailable('consent-missing', /TeamSettings\.Read\.Group/));
    await assert.rejects(directory.owners(general()), unavailable('consent-missing', /TeamMember\.Read\.Group/));
    const channel = channelOf(general().channelId, 'private');
    await assert.rejects(directory.owners(channel), unavailable('consent-missing', /ChannelMember\.Read\.Group/));
  });

  it('says that Graph knows no such team or channel', async () => {
    const team = { ...general(), groupId: 'ffffffff-0000-4000-8000-000000000000' };
    await assert.rejects(directory.access(team, person('Ada')), unavailable('team-unknown', /No team found/));
    await assert.rejects(
      directory.owners(channelOf('19:gone', 'private')),
      unavailable('team-unknown', /add it again/),
    );
  });

  it('says that there is no login for the tenant', async () => {
    const foreign = { ...general(), tenantId: 'c2a9d7b4-3e51-4a86-8b0d-7d9c64f1e832' };
    await assert.rejects(directory.owners(foreign), unavailable('login', /no login for Microsoft Graph/));
  });

  it('refuses everybody where there is nothing to ask', async () => {
    const none = createDirectory({ graph: undefined, findGroupId: async () => 'x', now: () => now });
    await assert.rejects(none.access(general(), person('Ada')), unavailable('not-configured', /BOT_ID/));
  });
});
