import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WebhookUrls } from '../bot/connections/webhook-url.ts';
import type { Post } from '../playground/post.ts';
import { shapes } from './support/answers.ts';
import { type Installation, install } from './support/installation.ts';
import { send } from './support/post.ts';
import { seenCard } from './support/seen-card.ts';

const fixtures = join(import.meta.dirname, '..', '..', 'shared', 'fixtures');

interface Fixture {
  file: string;
  body: string;
  /** The last column of the folder's index. */
  notes: string;
}

/** The bodies of a folder with what its index says of each; none, which is printed, where the folder is missing. */
function readFixtures(folder: string): Fixture[] {
  const directory = join(fixtures, folder);
  if (!existsSync(directory)) {
    console.log(`    The real bodies of ${folder} are not there: nothing of them is tested.`);
    return [];
  }
  const index = readFileSync(join(directory, 'INDEX.tsv'), 'utf8').trim().split('\n').slice(1);
  const notes = new Map(index.map(line => [line.split('\t')[0], line.split('\t').at(-1) ?? '']));
  return readdirSync(directory)
    .filter(file => file.endsWith('.json'))
    .map(file => ({ file, body: readFileSync(join(directory, file), 'utf8'), notes: notes.get(file) ?? '' }));
}

/** Real bodies from public projects, posted as they are. */
describe('bodies that others publish', function () {
  this.timeout(60_000);
  let installation: Installation;
  let urls: WebhookUrls;
  const channelId = '19:fixtures@thread.tacv2';

  before(async () => {
    installation = await install({ channels: [{ name: 'Fixtures', id: channelId }] });
    const [connection] = await installation.connect({ name: 'Fixtures', channelId });
    assert.ok(connection);
    urls = connection.urls;
  });
  after(() => installation.close());

  /** Posts all of them at once and answers the posts that became of those that must be accepted, in their order. */
  async function postAll(bodies: Fixture[]): Promise<Post[]> {
    if (bodies.length === 0) return [];
    const { record, posts } = installation.playground;
    const before = posts(channelId).length;
    for (const [index, { file, body, notes }] of bodies.entries()) {
      const shape = shapes[index % shapes.length] ?? 'short';
      const { status, body: reply } = await send(urls[shape], { body });
      const [, refused] = /400 "(.*)"/.exec(notes) ?? [];
      const accepted = shape === 'workflows' ? '202 ' : '200 1';
      assert.equal(`${status} ${reply}`, refused === undefined ? accepted : `400 ${refused}`, file);
    }
    const accepted = bodies.filter(({ notes }) => !/\b400 "/.test(notes)).length;
    await record.waitFor(({ channelId: id, worked }) => id === channelId && worked, before + accepted);
    assert.deepEqual(record.violations(), []);
    const made = posts(channelId).slice(before);
    assert.equal(made.length, accepted);
    return made;
  }

  it('MessageCards and messages become cards that say the same, or get the literal reply', async () => {
    const bodies = readFixtures('messagecards');
    const made = await postAll(bodies);
    const accepted = bodies.filter(({ notes }) => !/\b400 "/.test(notes));
    for (const [index, { file, body }] of accepted.entries()) {
      const post = made[index];
      assert.ok(post, file);
      assert.ok(post.summary, `${file}: the notification has no text`);
      const { texts } = seenCard(post);
      assert.equal(texts[0], 'Fixtures', file);
      assert.ok(texts.length > 1, `${file}: an empty card`);
      for (const title of strictTitles(body)) assert.ok(texts.includes(title), `${file}: ${title} is missing`);
    }
  });

  it('Adaptive Cards pass in a message and bare', async () => {
    const cards = readFixtures('adaptivecards');
    const contentType = 'application/vnd.microsoft.card.adaptive';
    const wrapped = cards.map(({ file, body }) => ({
      file,
      body: JSON.stringify({ type: 'message', attachments: [{ contentType, content: JSON.parse(body) }] }),
      notes: '',
    }));
    const inMessages = await postAll(wrapped);
    const bare = await postAll(cards.map(card => ({ ...card, notes: '' })));
    for (const [index, { file }] of cards.entries()) {
      const post = inMessages[index];
      assert.ok(post, file);
      assert.deepEqual(post.attachments, bare[index]?.attachments, `${file} differs between its two forms`);
    }
  });
});

/** The titles of a MessageCard that stand in the card word for word: without Markdown, HTML or the lenient JSON. */
function strictTitles(body: string): string[] {
  const [, title] = /^\s{0,4}"title"\s*:\s*"([\w ,.!?-]+)"/m.exec(body) ?? [];
  return title === undefined ? [] : [title];
}
