import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startPlayground } from '../playground.ts';
import type { Message } from '../post.ts';
import { activitiesPath, CARD, call, cardMessage, createThread, message, startBot, thread } from '../testing.ts';
import { openDatabase } from './database.ts';
import { activityIds } from './ids.ts';
import { openPosts } from './posts.ts';

const fail = (line: string): never => assert.fail(line);

function post(id: number, channelId = 'a'): Message {
  const at = new Date(id).toISOString();
  return { id: String(id), channelId, from: { id: 'b', name: 'B', kind: 'bot' }, at, attachments: [] };
}

describe('the playground over restarts', () => {
  let folder: string;
  const dataFile = (): string => join(folder, 'playground.db');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'playground-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps posts, replies, changes and the world', async () => {
    const first = await startPlayground({ dataFile: dataFile() });
    const general = first.world.team.id;
    const { id, activityId } = await thread(first, 'a');
    await call(first, 'POST', activitiesPath(id), message('reply'));
    await call(first, 'PUT', activitiesPath(id, activityId), cardMessage(CARD));
    await thread(first, 'b');
    const deleted = await thread(first, 'c');
    await call(first, 'DELETE', activitiesPath(deleted.id, deleted.activityId));
    await assert.rejects(first.botEvent({ event: 'channelCreated', name: 'New', channelId: '19:new' }));
    const posts = structuredClone(first.posts(general));
    await first.close();

    const second = await startPlayground({ dataFile: dataFile() });
    assert.deepEqual(second.posts(general), posts);
    assert.equal(posts.length, 3);
    assert.equal(second.world.channels.at(-1)?.name, 'New');
    await call(second, 'POST', activitiesPath(id), message('another'));
    const replies = second.posts(general)[0]?.replies.map(({ text }) => text);
    assert.deepEqual(replies, ['reply', 'another']);
    await second.close();
  });

  it('understands a world that was saved before there were roles in channels, archives and a second member', async () => {
    const first = await startPlayground({ dataFile: dataFile() });
    const { team, channels, users, ...rest } = structuredClone(first.world);
    await first.close();
    const { archived: _archived, allowCreateUpdateRemoveConnectors: _allow, ...oldTeam } = team;
    const [ada, ben, bea] = users.map(({ id }) => id);
    const world = {
      ...rest,
      team: { ...oldTeam, members: team.members.filter(id => id !== ben && id !== bea) },
      channels: channels.map(({ owners: _owners, ...channel }) => channel),
      users: users.filter(({ id }) => id !== bea),
    };
    const database = openDatabase(dataFile(), fail);
    database.saveFact('world', world);
    database.close();

    const second = await startPlayground({ dataFile: dataFile() });
    assert.deepEqual([second.world.team.archived, second.world.team.allowCreateUpdateRemoveConnectors], [false, true]);
    assert.deepEqual(
      second.world.users.map(({ id }) => id),
      users.map(({ id }) => id),
    );
    assert.deepEqual(
      [ada, ben, bea].map(id => second.world.team.members.includes(id ?? '')),
      [true, false, true],
    );
    await second.close();
  });

  it('gives greater ids than before, even when the clock went back', async () => {
    const first = await startPlayground({ dataFile: dataFile() });
    const { activityId } = await thread(first, 'a');
    await first.close();
    const second = await startPlayground({ dataFile: dataFile(), clock: { now: () => 1_000, wait: async () => {} } });
    assert.equal((await thread(second, 'b')).activityId, String(Number(activityId) + 1));
    await second.close();
  });

  it('tells the bot of its installation once for each data file', async () => {
    const bot = await startBot();
    for (let start = 0; start < 3; start += 1) {
      const playground = await startPlayground({ dataFile: dataFile(), botUrl: bot.url });
      await playground.announced;
      await playground.close();
    }
    assert.deepEqual(
      bot.received.map(({ type }) => type),
      ['installationUpdate', 'conversationUpdate'],
    );
    await bot.close();
  });

  it('drops what is older than the newest of a channel, also from disk, and still takes changes of it', () => {
    const database = openDatabase(dataFile(), fail);
    const posts = openPosts(database, 3, 2);
    for (let id = 1; id <= 5; id += 1) posts.add(post(id));
    for (let id = 6; id <= 9; id += 1) posts.reply('5', post(id));
    posts.reply('3', post(10));
    posts.add(post(11));
    const shown = (from: typeof posts) =>
      from.page('a', undefined, 50).posts.map(({ id, replies }) => [id, replies.map(reply => reply.id)]);
    const expected = [
      ['4', []],
      ['5', ['8', '9']],
      ['11', []],
    ];
    assert.deepEqual(shown(posts), expected);
    assert.deepEqual(
      [posts.isForgotten('a', '3'), posts.isForgotten('a', '4'), posts.isForgotten('b', '3')],
      [true, false, false],
    );
    assert.equal(posts.reply('3', post(12)), undefined);
    database.close();

    const again = openDatabase(dataFile(), fail);
    assert.equal(again.messages().length, 5);
    const reopened = openPosts(again, 3, 2);
    assert.deepEqual(shown(reopened), expected);
    assert.deepEqual([reopened.isForgotten('a', '3'), reopened.lastId()], [true, 11]);
    again.close();
  });

  it('writes all that one turn of the event loop brought in one transaction, and says when it cannot', async () => {
    const lines: string[] = [];
    const database = openDatabase(dataFile(), line => lines.push(line));
    const other = new DatabaseSync(dataFile());
    const count = () => other.prepare('SELECT count(*) AS count FROM message').get()?.count;
    database.saveMessage({ channelId: 'a', id: '1', rootId: null, message: post(1) });
    database.saveMessage({ channelId: 'a', id: '2', rootId: null, message: post(2) });
    assert.equal(count(), 0);
    await new Promise(setImmediate);
    assert.equal(count(), 2);
    other.exec('ALTER TABLE message RENAME TO gone');
    database.saveMessage({ channelId: 'a', id: '3', rootId: null, message: post(3) });
    await new Promise(setImmediate);
    assert.match(lines[0] ?? '', /could not write to .*playground\.db: .*message/);
    other.exec('ALTER TABLE gone RENAME TO message');
    database.saveMessage({ channelId: 'a', id: '4', rootId: null, message: post(4) });
    database.close();
    assert.equal(count(), 4);
    other.close();
  });

  it('names the file when it cannot be opened', () => {
    assert.throws(() => openDatabase(join(folder, 'no', 'such.db'), fail), /such\.db cannot be opened/);
  });
});

describe('activity ids', () => {
  it('are the time, or one more than the last', () => {
    let now = 100;
    const next = activityIds(() => now, 0);
    const ids = [next(), next()];
    now = 200;
    ids.push(next());
    now = 50;
    ids.push(next());
    assert.deepEqual(ids, ['100', '101', '200', '201']);
  });
});

describe('a playground in memory', () => {
  it('keeps nothing', async () => {
    const first = await startPlayground();
    await createThread(first, message('a'));
    await first.close();
    const second = await startPlayground();
    assert.deepEqual(second.posts(second.world.team.id), []);
    await second.close();
  });
});
