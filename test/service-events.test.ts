import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type Playground, startPlayground } from '../playground/playground.ts';
import { type Service, startService } from './support/service.ts';

const secret = 'a secret of the test';
const push = JSON.stringify({
  ref: 'refs/heads/main',
  compare: 'https://github.example.org/acme/shop/compare/1...2',
  commits: [
    {
      id: '0123456789abcdef',
      message: 'Mend the till',
      url: 'https://github.example.org/c/1',
      author: { name: 'Ada' },
    },
  ],
  repository: { full_name: 'acme/shop', html_url: 'https://github.example.org/acme/shop' },
  sender: { login: 'ada', html_url: 'https://github.example.org/ada' },
});

describe('a service with native webhooks', () => {
  let service: Service;
  let playground: Playground;
  let url = '';
  let id = '';

  before(async () => {
    service = await startService();
    playground = await startPlayground({ botUrl: `${service.url}/api/messages` });
    await playground.announced;
    const added: { id: string; urls: { short: string } } = JSON.parse(
      // biome-ignore format: as one would type it
      await service.command('connections', 'add', '--connector', 'github', '--channel', playground.world.team.id, '--name', 'Shop', '--set', `secret=${secret}`, '--set', 'branches=main, release/*', '--json'),
    );
    url = added.urls.short;
    id = added.id;
  });

  after(async () => {
    await service.stop();
    await playground.close();
  });

  const post = (body: string, headers: Record<string, string> = {}) => {
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    return fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-hub-signature-256': signature,
        ...headers,
      },
    });
  };
  const activity = async (): Promise<{ status: number; outcome: string; reason: string | null }[]> =>
    JSON.parse(await service.command('activity', 'list', '--connection', id, '--json'));

  it('is posted as a card of its own when its signature is right', async () => {
    const answer = await post(push, { 'x-github-delivery': 'one' });
    assert.equal(`${answer.status} ${await answer.text()}`, '200 1');
    const entry = await playground.waitFor(({ activity: posted }) =>
      JSON.stringify(posted ?? '').includes('Mend the till'),
    );
    assert.match(JSON.stringify(entry.activity), /ada/);
    assert.deepEqual(playground.record.violations(), []);
  });

  it('is answered 401 when its signature is wrong, and stands in Activity', async () => {
    const answer = await post(push, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` });
    assert.equal(answer.status, 401);
    const [latest] = await activity();
    assert.equal(latest?.status, 401);
    assert.ok(!JSON.stringify(latest).includes(secret));
  });

  it('is posted once when it sends a delivery twice', async () => {
    assert.equal(await (await post(push, { 'x-github-delivery': 'one' })).text(), '1');
    const [latest] = await activity();
    assert.equal(latest?.outcome, 'ignored');
  });

  it('is not posted when a setting holds it back, and Activity says which', async () => {
    const other = push.replace('refs/heads/main', 'refs/heads/try-out');
    assert.equal(await (await post(other, { 'x-github-delivery': 'two' })).text(), '1');
    const [latest] = await activity();
    assert.equal(latest?.outcome, 'ignored');
    assert.match(latest?.reason ?? '', /Branches/);
  });

  it('is answered 400, and holds nobody up, when it sends 5 MiB of nested arrays', async () => {
    const answer = await post('['.repeat(5 * 1024 * 1024), { 'x-github-delivery': 'three' });
    assert.equal(`${answer.status} ${await answer.text()}`, '400 Bad payload received by generic incoming webhook.');
    assert.equal((await fetch(`${service.url}/healthz`)).status, 200);
  });
});
