import assert from 'node:assert/strict';
import { z } from 'zod';
import { type Playground, startPlayground } from '../playground.ts';
import { DEFAULT_BOT_APP_ID } from '../world.ts';

const errorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), innerError: z.looseObject({ 'request-id': z.string() }) }),
});
const page = z.object({
  '@odata.nextLink': z.string().optional(),
  value: z.array(
    z.object({ userId: z.string(), displayName: z.string(), roles: z.array(z.string()), tenantId: z.string() }),
  ),
});

describe('Microsoft Graph, played', () => {
  let playground: Playground;
  let token: string;
  let team: string;

  beforeEach(async () => {
    playground = await startPlayground();
    token = await tokenFor('https://graph.microsoft.com/.default');
    team = `/teams/${playground.world.team.groupId}`;
  });
  afterEach(() => playground.close());

  async function tokenFor(scope: string): Promise<string> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: DEFAULT_BOT_APP_ID, scope });
    const url = `${playground.url}/login/${playground.world.tenantId}/oauth2/v2.0/token`;
    const answer: unknown = await (await fetch(url, { method: 'POST', body })).json();
    return z.object({ access_token: z.string() }).parse(answer).access_token;
  }

  async function get(path: string, authorization = `Bearer ${token}`, method = 'GET') {
    const address = path.startsWith('http') ? path : `${playground.url}/graph/v1.0${path}`;
    const response = await fetch(address, { method, headers: { authorization } });
    const body: unknown = await response.json();
    return { status: response.status, body };
  }

  async function refusal(path: string, authorization?: string, method?: string): Promise<string> {
    const { status, body } = await get(path, authorization, method);
    return `${status} ${errorBody.parse(body).error.code}`;
  }

  async function members(path: string) {
    const all: z.infer<typeof page>['value'] = [];
    let pages = 0;
    for (let next: string | undefined = path; next !== undefined; pages += 1) {
      const answer: z.infer<typeof page> = page.parse((await get(next)).body);
      all.push(...answer.value);
      next = answer['@odata.nextLink'];
    }
    return { all, pages };
  }

  it('takes its own tokens only', async () => {
    const forBot = await tokenFor('https://api.botframework.com/.default');
    const [user] = playground.world.users;
    assert.ok(user);
    const sso = await playground.login.ssoToken(user);
    for (const bad of ['', 'Bearer', 'Bearer x', `Bearer ${forBot}`, `Bearer ${sso}`])
      assert.equal(await refusal(team, bad), '401 InvalidAuthenticationToken', bad);
    assert.equal((await get(team)).status, 200);
  });

  it('tells of a team what was asked for', async () => {
    const { body } = await get(`${team}?$select=id,displayName,isArchived,memberSettings`);
    assert.deepEqual(body, {
      id: playground.world.team.groupId,
      displayName: 'Contoso Engineering',
      isArchived: false,
      memberSettings: {
        allowCreateUpdateChannels: true,
        allowAddRemoveApps: true,
        allowCreateUpdateRemoveConnectors: true,
      },
    });
    assert.deepEqual((await get(`${team}?$select=isArchived`)).body, { isArchived: false });
  });

  it('lists the members of a team in small pages', async () => {
    const { all, pages } = await members(`${team}/members?$top=999`);
    assert.deepEqual(
      all.map(({ displayName, roles }) => [displayName, ...roles]),
      [['Ada Owner', 'owner'], ['Ben Member'], ['Bea Member'], ['Gita Guest', 'guest'], ['Alex Administrator']],
    );
    assert.equal(pages, 3);
  });

  it('finds members by their object ids', async () => {
    const [ada, ben] = playground.world.users;
    const is = (id = '') => `microsoft.graph.aadUserConversationMember/userId eq '${id}'`;
    const filter = (text: string) => `${team}/members?$filter=${encodeURIComponent(text)}`;
    const one = await members(filter(`(${is(ben?.aadObjectId)})`));
    assert.deepEqual(
      one.all.map(each => each.userId),
      [ben?.aadObjectId],
    );
    const two = await members(filter(`(${is(ben?.aadObjectId)} or ${is(ada?.aadObjectId)})`));
    assert.equal(two.all.length, 2);
    assert.equal(await refusal(filter("userId eq '1'")), '400 BadRequest');
  });

  it('lists who is in a private channel, with roles in capitals', async () => {
    const [ada, ben] = playground.world.users.map(user => user.id);
    const event = { event: 'channelCreated', name: 'Own', membershipType: 'private' } as const;
    await playground.botEvent({ ...event, ownerIds: [ben ?? ''], userIds: [ada ?? ''] }).catch(() => {});
    const { id = '' } = playground.world.channels.at(-1) ?? {};
    const { all } = await members(`${team}/channels/${encodeURIComponent(id)}/allMembers`);
    assert.deepEqual(
      all.map(each => [each.displayName, ...each.roles]),
      [
        ['Ada Owner', 'Member'],
        ['Ben Member', 'Owner'],
      ],
    );
  });

  it('refuses what it does not know', async () => {
    const refused: [string, string][] = [
      ['/teams/ffffffff-0000-4000-8000-000000000000', '404 NotFound'],
      ['/users', '404 NotFound'],
      [`${team}/channels/19%3Agone/allMembers`, '404 NotFound'],
      [`${team}?$select=secret`, '400 BadRequest'],
      [`${team}?$expand=members`, '400 BadRequest'],
      [`${team}/members?$top=1000`, '400 BadRequest'],
      [`${team}/channels/${encodeURIComponent(playground.world.team.id)}/allMembers?$top=5`, '400 BadRequest'],
      [`${team}/members?$skiptoken=x`, '400 BadRequest'],
      [`${playground.url}/graph/beta${team}`, '400 BadRequest'],
    ];
    for (const [path, code] of refused) assert.equal(await refusal(path), code, path);
    assert.equal(await refusal(team, undefined, 'DELETE'), '405 MethodNotAllowed');
  });

  it('wants the consent that goes with the app', async () => {
    await playground.botEvent({ event: 'uninstall' }).catch(() => {});
    const { status, body } = await get(team);
    assert.equal(status, 403);
    assert.match(errorBody.parse(body).error.message, /TeamSettings\.Read\.Group/);
  });

  it('has its own record, and faults whose path names it', async () => {
    playground.faults.add({ action: { status: 500 } });
    assert.equal((await get(team)).status, 200);
    playground.faults.clear();
    playground.faults.add({ match: { path: '/graph/v1.0/teams/*' }, action: { status: 503, body: {} }, times: 1 });
    assert.equal((await get(team)).status, 503);
    assert.deepEqual(
      playground.graphRecord.entries().map(({ status, outcome }) => [status, outcome]),
      [
        [200, 'done'],
        [503, 'fault'],
      ],
    );
    assert.equal(playground.record.totals().requests, 0);
  });
});
