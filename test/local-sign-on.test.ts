import assert from 'node:assert/strict';
import type { ChannelView, Problem } from '../bot/api/contract.ts';
import { type Installation, install } from './support/installation.ts';

describe('the API on one machine, with the playground as Teams, login and directory', () => {
  let installation: Installation;
  before(async () => {
    installation = await install();
  });
  after(() => installation.close());

  /** What somebody of the playground is told of the General channel. @param origin the service's own, or the playground's */
  async function ask<Body>(role: string, origin: string): Promise<{ status: number; body: Body }> {
    const { world, login } = installation.playground;
    const user = world.users.find(one => one.role === role);
    assert.ok(user, role);
    const answer = await fetch(`${origin}/api/channels/${encodeURIComponent(world.team.id)}`, {
      headers: { authorization: `Bearer ${await login.ssoToken(user)}`, origin },
    });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  }

  it('tells owners and members what they may do, directly and through the playground', async () => {
    for (const origin of [installation.service().url, installation.playground.url])
      for (const role of ['owner', 'member']) {
        const { status, body } = await ask<ChannelView>(role, origin);
        assert.deepEqual([status, body.user?.role, body.mayChange], [200, role, true], JSON.stringify(body));
      }
  });

  it('tells guests and people of another tenant why they may not', async () => {
    const { url } = installation.service();
    const guest = await ask<Problem>('guest', url);
    assert.deepEqual([guest.status, guest.body.code], [403, 'no-access']);
    const other = await ask<Problem>('other tenant', url);
    assert.deepEqual([other.status, other.body.code], [403, 'other-tenant']);
  });
});
