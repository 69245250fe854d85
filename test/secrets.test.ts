import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { ConnectionDetail, WebhookUrlView } from '../bot/api/contract.ts';
import { type Installation, install } from './support/installation.ts';

const secret = 'a-secret-that-GitLab-sends-along';

describe('webhook URLs and secrets', function () {
  this.timeout(30_000);
  let installation: Installation;
  /** All that the API answered, but for the one view that shows the URL. */
  const answered: string[] = [];
  before(async () => {
    installation = await install({}, { LOG_LEVEL: 'trace' });
  });
  after(() => installation.close());

  async function ask<Body>(role: string, method: string, path: string, body?: object): Promise<Body> {
    const { world, login } = installation.playground;
    const user = world.users.find(one => one.role === role);
    assert.ok(user, role);
    const response = await fetch(`${installation.service().url}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await login.ssoToken(user)}`,
        'if-match': '"1"',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!/\/(update-)?url$/.test(path) || !response.ok) answered.push(text);
    assert.ok(response.ok, `${method} ${path}: ${text}`);
    return JSON.parse(text);
  }

  const post = (url: string, body: string, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body, headers }).then(response => response.text());

  it('stand in no log, no row of the store, no card and no answer but the one that shows the URL', async () => {
    const { playground, store } = installation;
    const channel = `channels/${encodeURIComponent(playground.world.team.id)}`;
    const add = (connector: string, settings: object) =>
      ask<ConnectionDetail>('owner', 'POST', `${channel}/connections`, { connector, name: connector, settings });
    const added = [await add('incoming-webhook', {}), await add('gitlab', { secretToken: secret })];
    const shown: WebhookUrlView[] = [];
    for (const { id } of added) {
      const view = await ask<WebhookUrlView>('owner', 'GET', `connections/${id}/url`);
      shown.push(view);
      // A service may send along where it sends to, and in many spellings.
      const body = {
        text: 'Built',
        hook: { config: { url: view.url, secret } },
        also: [view.webhookb2, view.workflows],
      };
      for (const url of [view.url, view.webhookb2, view.workflows]) {
        await post(url, JSON.stringify(body), { 'x-gitlab-token': secret });
        await post(url, JSON.stringify(body).replaceAll('/', '\\/'), { 'x-gitlab-token': 'wrong' });
        await post(url, new URLSearchParams({ payload: JSON.stringify(body) }).toString(), {
          'content-type': 'application/x-www-form-urlencoded',
        });
        await post(`${url}x`, '{');
        await post(url, `{"broken": "${view.url}`);
      }
      await ask('owner', 'POST', `connections/${id}/report-leak`, { detail: `In a wiki: ${view.webhookb2}` });
      await post(`${installation.service().url}/leaked-urls`, JSON.stringify([{ token: view.url, url: view.url }]));
    }
    await playground.waitFor(({ worked, activity }) => worked && /In a wiki/.test(JSON.stringify(activity)));
    const [first] = added;
    assert.ok(first);
    shown.push(await ask<WebhookUrlView>('owner', 'POST', `connections/${first.id}/update-url`));
    await post(shown[0]?.url ?? '', '{"text":"On the old URL"}');
    await ask('administrator', 'POST', 'url-transition', { deadline: Date.now() + 30 * 86_400_000 });
    await ask('owner', 'GET', channel);
    await ask('owner', 'GET', `${channel}/connections`);
    for (const { id } of added) {
      await ask('owner', 'GET', `connections/${id}`);
      const { activities } = await ask<{ activities: { id: string }[] }>(
        'owner',
        'GET',
        `connections/${id}/activities`,
      );
      assert.ok(activities.length > 8);
      for (const activity of activities) await ask('owner', 'GET', `connections/${id}/activities/${activity.id}`);
    }
    await installation.posted();

    const tables = await sql<{ name: string }>`select name from sqlite_schema where type = 'table'`.execute(store);
    const rows: unknown[] = [];
    for (const { name } of tables.rows) rows.push((await sql`select * from ${sql.table(name)}`.execute(store)).rows);
    const places = {
      log: installation.service().logged.join('\n'),
      store: JSON.stringify(rows),
      cards: JSON.stringify(playground.record.entries()),
      answers: answered.join('\n'),
    };
    const [, key = ''] = readFileSync(join(installation.service().dataDirectory, 'webhook-url-keys'), 'utf8')
      .trim()
      .split(':');
    const secrets = shown.flatMap(({ url, webhookb2 }) => [url.slice(-43), ...webhookb2.split('/').slice(-2)]);
    for (const hidden of [...secrets, secret, key]) {
      assert.ok(hidden.length >= 32);
      for (const [place, text] of Object.entries(places)) {
        const at = text.indexOf(hidden);
        assert.equal(at, -1, `${place}: …${text.slice(Math.max(0, at - 300), at + 100)}…`);
      }
    }
  });
});
