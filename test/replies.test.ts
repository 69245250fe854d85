import assert from 'node:assert/strict';
import { suspendConnections } from '../bot/connections/reachability.ts';
import type { WebhookUrls } from '../bot/connections/webhook-url.ts';
import { all, answer, answers, shapes } from './support/answers.ts';
import { holdMessages } from './support/hold-messages.ts';
import { type Connected, type Installation, install } from './support/installation.ts';
import { postJson, send } from './support/post.ts';

describe('the replies to senders', function () {
  this.timeout(60_000);
  let installation: Installation;
  let channels: string[];

  before(async () => {
    installation = await install();
    channels = installation.playground.world.channels.map(({ id }) => id);
  });
  after(() => installation.close());

  async function connect(name: string): Promise<Connected> {
    const [connected] = await installation.connect({ name, channelId: channels[1] ?? '' });
    assert.ok(connected);
    return connected;
  }
  const command = (...args: string[]) => installation.service().command(...args);

  describe('to a method', () => {
    it('400 to GET, 200 to HEAD, 405 to others', async () => {
      const { urls } = await connect('methods');
      assert.deepEqual(await answers(urls, { method: 'GET' }), all('400 Invalid webhook request - GET not supported'));
      assert.deepEqual(await answers(urls, { method: 'HEAD' }), all('200 '));
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])
        assert.deepEqual(await answers(urls, { method }), all('405 Send the message with POST.'), method);
      assert.equal((await send(urls.short, { method: 'PUT' })).headers.allow, 'POST, HEAD');
    });
  });

  describe('to a URL', () => {
    const notFound = '404 Connector configuration not found';

    it('accepts a query, a slash at the end, a V2 segment and an escaped @', async () => {
      const { urls } = await connect('spellings');
      const body = '{"text":"a"}';
      const { short, webhookb2, workflows } = urls;
      for (const url of [
        `${short}/`,
        `${short}?a=%zz`,
        `${webhookb2}/V2QaKKUi`,
        `${webhookb2}/`,
        webhookb2.replace('@', '%40'),
        webhookb2.replace('IncomingWebhook', 'JENKINSCI'),
      ])
        assert.equal(await answer(url, { body }), '200 1', url);
      const [path = ''] = workflows.split('?');
      for (const url of [workflows, path, `${path}/`, `${path}?api-version=1&sig=%zz`, `${path}?sig=other`])
        assert.equal(await answer(url, { body }), '202 ', url);
    });

    it('404 where it is forged, unknown or malformed', async () => {
      const { urls } = await connect('forged');
      const forge = (url: string, at: number) =>
        `${url.slice(0, at)}${url.at(at) === '0' ? '1' : '0'}${url.slice(at).slice(1)}`;
      const forged = {
        short: forge(urls.short, -2),
        webhookb2: forge(urls.webhookb2, -9),
        workflows: forge(urls.workflows, urls.workflows.indexOf('/triggers') - 2),
      };
      for (const shape of shapes) assert.notEqual(forged[shape], urls[shape]);
      assert.deepEqual(await answers(forged), all(notFound));
      assert.deepEqual(await answers(forged, { method: 'HEAD' }), all('404 '));
      for (const end of ['/x', '/V1', '%20', 'A']) assert.equal(await answer(`${urls.short}${end}`), notFound, end);
      const { origin } = new URL(urls.short);
      for (const path of ['/w', '/w/', '/w/%', '/w/%zz', '/webhookb2/a@b', '/workflows/a', '/nothing', '/', '//w/x'])
        assert.equal(await answer(origin + path, { body: '{}' }), notFound, path);
    });

    it('410 where the connection was removed', async () => {
      const { id, urls } = await connect('removed');
      await command('connections', 'remove', id);
      const removed =
        '410 This connection was removed from its channel. Add the connector again and give its new webhook URL to this sender.';
      assert.deepEqual(await answers(urls), all(removed));
      assert.deepEqual(await answers(urls, { method: 'HEAD' }), all('410 '));
    });

    it('410 where the old URL was stopped, while one that was updated goes on for 72 hours', async () => {
      const { id, urls } = await connect('updated');
      const updated: { urls: WebhookUrls } = JSON.parse(await command('connections', 'update-url', id, '--json'));
      assert.deepEqual(await answers(urls), ['200 1', '200 1', '202 ']);
      assert.deepEqual(await answers(updated.urls), ['200 1', '200 1', '202 ']);
      const { ends_at } = await installation.store
        .selectFrom('webhook_url')
        .select('ends_at')
        .where('connection_id', '=', id)
        .where('generation', '=', 1)
        .executeTakeFirstOrThrow();
      assert.ok(Math.abs((ends_at ?? 0) - Date.now() - 72 * 3_600_000) < 60_000);

      await command('connections', 'update-url', id, '--stop-old-url');
      const ended =
        '410 This webhook URL has ended: the connection has a new one. Ask an owner of the team for it and give it to this sender.';
      assert.deepEqual(await answers(urls), all(ended));
      assert.deepEqual(await answers(updated.urls), all(ended));
      assert.deepEqual(await answers(urls, { method: 'HEAD' }), all('410 '));
    });
  });

  describe('where it may not post now', () => {
    it('403 while the connection is paused', async () => {
      const { id, urls } = await connect('paused');
      await command('connections', 'pause', id);
      assert.deepEqual(
        await answers(urls),
        all("403 This connection is paused. Somebody who may manage the channel's connectors can resume it."),
      );
      assert.deepEqual(await answers(urls, { method: 'HEAD' }), all('200 '));
      await command('connections', 'resume', id);
      assert.equal(await answer(urls.short, { body: '{"text":"a"}' }), '200 1');
    });

    it('403 while connectors are switched off for the organization or the group', async () => {
      const { urls } = await connect('switched off');
      for (const parameter of ['ConnectorsEnabled', 'ConnectorsEnabledForTeams']) {
        await command('organization-config', 'set', `--${parameter}`, 'false');
        assert.match(
          (await answers(urls)).join(),
          /^(403 Connectors are switched off for this organization[^,]*, [^,]*,?){3}$/,
        );
        await command('organization-config', 'set', `--${parameter}`, 'true');
      }
      const { groupId } = installation.playground.world.team;
      await command('group-config', 'set', groupId, '--ConnectorsEnabled', '$false');
      assert.match(
        await answer(urls.short, { body: '{"text":"a"}' }),
        /^403 Connectors are switched off for this team's group/,
      );
      await command('group-config', 'set', groupId, '--ConnectorsEnabled', '$true');
      assert.equal(await answer(urls.short, { body: '{"text":"a"}' }), '200 1');
    });

    it('429 while 10,000 wait for the connection, suspended or not, and not to its neighbours', async () => {
      const { id, urls } = await connect('full');
      const { urls: neighbour } = await connect('neighbour');
      const { store } = installation;
      const { tenantId } = installation.playground.world;
      const channelId = channels[1] ?? '';
      await suspendConnections(store, tenantId, { connectionId: id }, { at: 0, cause: 'app removed', reason: 'x' });
      await holdMessages(store, { tenantId, channelId, connectionId: id }, 10_000);
      assert.deepEqual(await answers(neighbour), ['200 1', '200 1', '202 ']);
      assert.deepEqual(
        await answers(urls),
        all('429 Too many messages already wait for this channel. Send fewer, or try again later.'),
      );
      await command('connections', 'remove', id);
    });

    it('503 while the store cannot write, with nothing half done', async () => {
      const { id, urls } = await connect('broken');
      const { store } = installation;
      // As a full disk does it: the last of what is written together fails.
      const trigger =
        "create trigger full before update on channel_queue begin select raise(fail, 'database or disk is full'); end";
      await store.executeQuery({ ...store.selectFrom('team').select('id').compile(), sql: trigger, parameters: [] });
      assert.deepEqual(
        await answers(urls),
        all('503 The message could not be stored, and nothing was posted. Try again later.'),
      );
      await store.executeQuery({
        ...store.selectFrom('team').select('id').compile(),
        sql: 'drop trigger full',
        parameters: [],
      });
      for (const table of ['activity', 'delivery'] as const)
        assert.deepEqual(
          await store.selectFrom(table).select('id').where('connection_id', '=', id).execute(),
          [],
          table,
        );
      assert.equal((await postJson(urls.short, { text: 'a' })).body, '1');
    });
  });

  it('writes down for people what was refused and why', async () => {
    const { id, urls } = await connect('activity');
    const asked = await send(urls.short, { body: '{"title":"a"}', headers: { 'user-agent': 'a sender' } });
    const [row] = JSON.parse(await command('activity', 'list', '--connection', id, '--json'));
    assert.equal(row.id, asked.headers['request-id']);
    assert.deepEqual([row.status, row.outcome, row.userAgent, row.body], [400, 'refused', 'a sender', '{"title":"a"}']);
    assert.match(row.reason, /neither a summary nor a text/);
  });
});
