import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { type Canary, send, startCanary } from '../../test/support/canary.ts';
import { teamId, tenantId, testStore } from '../../test/support/store.ts';
import { builtInConnectors } from '../catalogue/built-in.ts';
import { readConnector } from '../catalogue/connector-folder.ts';
import { compileEvents } from '../catalogue/events/read-event.ts';
import { feedTexts } from '../locales/feed-texts.ts';
import { readAllowedHosts } from '../outgoing/allow-list.ts';
import { createOutgoing } from '../outgoing/fetch.ts';
import type { Store } from '../store/store.ts';
import { takeUpChanges } from './feed-rows.ts';
import type { FeedArrival, PollOptions } from './poll-feed.ts';
import { createPoller, type Poller } from './poller.ts';
import { readFeed } from './read-feed.ts';

const minute = 60_000;
const hour = 60 * minute;
const rss = readConnector(builtInConnectors, 'rss');
const readEvent = compileEvents(rss, rss.events, 'en');

const item = (name: string, date = '') =>
  `<item><guid>${name}</guid><title>${name}</title>${date && `<pubDate>${date}</pubDate>`}</item>`;
const document = (...names: string[]) =>
  `<rss version="2.0"><channel><title>News</title>${names.map(name => item(name)).join('')}</channel></rss>`;

describe('polling feeds', () => {
  let site: Canary;
  let otherSite: Canary;
  let store: Store;
  let poller: Poller;
  let clock: number;
  let arrivals: FeedArrival[];
  let errors: unknown[];
  let outboxError: Error | undefined;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  const at = (server: Canary, path: string) => `http://127.0.0.1:${server.port}${path}`;
  const serve = (status: number, body = '', headers: Record<string, string> = {}) => {
    answer = (_, response) => send(response, status, headers, body);
  };
  const posted = () => arrivals.splice(0).flatMap(({ notifications }) => notifications.map(({ summary }) => summary));
  const feedRow = (id = 'c1') =>
    store.selectFrom('feed').selectAll().where('connection_id', '=', id).executeTakeFirstOrThrow();
  const requests = () => site.requests.splice(0);

  function newPoller(
    others: Canary[] = [],
    read: PollOptions['readFeed'] = async document => readFeed(document),
  ): Poller {
    const servers = [site, otherSite, ...others];
    const allowed = readAllowedHosts(servers.map(({ port }) => `127.0.0.1:${port}`).join(' '));
    return createPoller({
      store,
      connectors: new Map([['rss', readEvent]]),
      readSettings: (_, stored) => JSON.parse(stored),
      fetchOutgoing: createOutgoing({ allowed }),
      readFeed: read,
      outbox: async arrival => {
        if (outboxError) throw outboxError;
        arrivals.push(arrival);
      },
      texts: feedTexts('en'),
      language: 'en',
      cloud: 'commercial',
      now: () => clock,
      random: () => 0,
      newActivityId: now => String(now),
      onError: error => errors.push(error),
    });
  }

  async function add(settings: Record<string, unknown>, id = 'c1'): Promise<void> {
    const nothing = {
      picture_url: null,
      created_by: null,
      paused_at: null,
      suspended_at: null,
      suspended_reason: null,
    };
    const where = { tenant_id: tenantId, team_id: teamId, channel_id: teamId, connector: 'rss', name: 'RSS' };
    const values = { id, ...where, ...nothing, settings: JSON.stringify(settings), created_at: 0, removed_at: null };
    await store.insertInto('connection').values(values).execute();
  }

  async function change(set: {
    settings?: string;
    paused_at?: number | null;
    suspended_at?: number | null;
    removed_at?: number;
  }) {
    await store
      .updateTable('connection')
      .set({ ...set, version: eb => eb('version', '+', 1) })
      .where('id', '=', 'c1')
      .execute();
  }

  async function pollAfter(wait: number): Promise<string[]> {
    clock += wait;
    await poller.sweep();
    await poller.idle();
    return posted();
  }

  before(async () => {
    const listener = (request: IncomingMessage, response: ServerResponse) => answer(request, response);
    [site, otherSite] = await Promise.all([startCanary(listener), startCanary(listener)]);
  });
  after(() => Promise.all([site.close(), otherSite.close()]));
  beforeEach(async () => {
    store = await testStore();
    clock = Date.UTC(2026, 10, 1);
    arrivals = [];
    errors = [];
    site.requests.length = 0;
    otherSite.requests.length = 0;
    poller = newPoller();
  });
  afterEach(async () => {
    await poller.stop();
    await store.destroy();
    assert.deepEqual(errors, []);
  });

  it('posts at first the latest entry only, then what is new, the oldest first, each once', async () => {
    await add({ url: at(site, '/feed') });
    serve(200, document('B', 'A'));
    assert.deepEqual(await pollAfter(0), ['News: B']);
    serve(200, document('D', 'C', 'B', 'A'));
    assert.deepEqual(await pollAfter(14 * minute), []);
    assert.deepEqual(await pollAfter(minute), ['News: C', 'News: D']);
    serve(200, document('C', 'B'));
    assert.deepEqual(await pollAfter(15 * minute), []);
  });

  it('posts at most ten entries at a time, and says how many more there were', async () => {
    await add({ url: at(site, '/feed') });
    serve(200, document('0'));
    await pollAfter(0);
    serve(200, document(...Array.from({ length: 14 }, (_, index) => String(14 - index))));
    const summaries = await pollAfter(15 * minute);
    assert.equal(summaries.length, 11);
    assert.equal(summaries[0], '4 earlier new entries of News are not shown.');
    assert.deepEqual([summaries[1], summaries[10]], ['News: 5', 'News: 14']);
  });

  it('posts by date where all entries have one, whatever their order', async () => {
    await add({ url: at(site, '/feed') });
    const dated = (...days: number[]) =>
      `<rss><channel>${days.map(day => item(`Day ${day}`, `${day} Oct 2026`)).join('')}</channel></rss>`;
    serve(200, dated(1, 3, 2));
    assert.deepEqual(await pollAfter(0), ['Day 3']);
    serve(200, dated(6, 3, 5, 4));
    assert.deepEqual(await pollAfter(15 * minute), ['Day 4', 'Day 5', 'Day 6']);
  });

  it('asks with ETag and Last-Modified, and understands 304', async () => {
    await add({ url: at(site, '/feed') });
    const lastModified = 'Wed, 28 Oct 2026 07:28:00 GMT';
    serve(200, document('A'), { etag: '"1"', 'last-modified': lastModified });
    await pollAfter(0);
    serve(304);
    assert.deepEqual(await pollAfter(15 * minute), []);
    const [, conditional] = requests();
    assert.equal(conditional?.headers['if-none-match'], '"1"');
    assert.equal(conditional?.headers['if-modified-since'], lastModified);
    assert.equal((await feedRow()).last_success_at, clock);
  });

  it('waits as long as the longest of setting, ttl and max-age says, from 5 minutes to a day', async () => {
    const body = '<rss><channel><ttl>60</ttl></channel></rss>';
    for (const [settings, headers, expected] of [
      [{ interval: 5 }, {}, 60],
      [{ interval: 90 }, {}, 90],
      [{}, { 'cache-control': 'public, max-age=7200' }, 120],
      [{}, { 'cache-control': 'max-age=31536000' }, 24 * 60],
    ] as const) {
      const id = `c${expected}`;
      await add({ url: at(site, `/${id}`), ...settings }, id);
      serve(200, body, headers);
      await pollAfter(20_000);
      assert.equal((await feedRow(id)).next_poll_at, clock + expected * minute);
    }
  });

  it('waits twice as long after each failure, up to a day, and recovers', async () => {
    await add({ url: at(site, '/feed') });
    serve(200, document('A'));
    await pollAfter(0);
    serve(500);
    const waits: number[] = [];
    for (let wait = 15 * minute; waits.length < 9; ) {
      await pollAfter(wait);
      wait = ((await feedRow()).next_poll_at ?? 0) - clock;
      waits.push(wait / minute);
    }
    assert.deepEqual(waits, [15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
    serve(200, document('B', 'A'));
    assert.deepEqual(await pollAfter(24 * hour), ['News: B']);
    assert.equal((await feedRow()).next_poll_at, clock + 15 * minute);
  });

  it('tells the channel once that a feed cannot be read for a day, and Activity each time', async () => {
    await add({ url: at(site, '/feed') });
    serve(200, document('A'));
    await pollAfter(0);
    serve(503, '', { 'retry-after': '21600' });
    const told: string[] = [];
    const reasons: (string | null)[] = [];
    for (let polls = 0; polls < 8; polls++) {
      clock = (await feedRow()).next_poll_at ?? 0;
      await poller.sweep();
      await poller.idle();
      reasons.push(...arrivals.map(({ activity }) => activity.reason));
      told.push(...posted());
    }
    assert.deepEqual(told, ['News cannot be read']);
    assert.equal(reasons.length, 8);
    assert.equal(reasons[0], 'The server of the feed answered with the status 503.');
  });

  for (const [what, status, body, reason] of [
    ['a page', 200, '<html>', 'At the address there is a web page, not a feed.'],
    ['nothing', 404, '', 'There is nothing at this address (status 404).'],
  ] as const)
    it(`tells at once of a new address with ${what} behind it`, async () => {
      await add({ url: at(site, '/feed') });
      serve(status, body);
      clock += 1;
      await poller.sweep();
      await poller.idle();
      assert.equal(arrivals[0]?.activity.reason, reason);
      assert.equal(arrivals[0]?.activity.address, `127.0.0.1:${site.port}`);
      assert.deepEqual(posted(), [`The feed of 127.0.0.1:${site.port} cannot be read`]);
      assert.deepEqual(await pollAfter(hour), []);
    });

  it('gives a feed up at once on 410, until its connection is changed', async () => {
    await add({ url: at(site, '/feed') });
    serve(200, document('A'));
    await pollAfter(0);
    serve(410);
    assert.deepEqual(await pollAfter(15 * minute), ['News no longer exists']);
    requests();
    assert.deepEqual(await pollAfter(90 * 24 * hour), []);
    assert.equal(requests().length, 0);
    serve(200, document('B', 'A'));
    await change({ paused_at: null });
    assert.deepEqual(await pollAfter(minute), ['News: B']);
  });

  for (const status of [301, 308])
    it(`follows a feed that has moved for good (${status}), and tells the channel once`, async () => {
      await add({ url: at(site, '/feed') });
      serve(200, document('A'));
      await pollAfter(0);
      answer = (request, response) =>
        request.url === '/feed'
          ? send(response, status, { location: at(otherSite, '/new') })
          : response.end(document('B', 'A'));
      assert.deepEqual(await pollAfter(15 * minute), ['News has moved', 'News: B']);
      requests();
      assert.deepEqual(await pollAfter(15 * minute), []);
      assert.equal(requests().length, 0);
      assert.equal((await feedRow()).moved_to, at(otherSite, '/new'));
    });

  it('goes on asking the old address where the redirect is for the time being', async () => {
    await add({ url: at(site, '/feed') });
    answer = (request, response) =>
      request.url === '/feed' ? send(response, 302, { location: '/new' }) : response.end(document('A'));
    assert.deepEqual(await pollAfter(0), ['News: A']);
    assert.equal((await feedRow()).moved_to, null);
  });

  it('leaves paused, suspended and removed connections alone, and misses nothing of a suspended one', async () => {
    await add({ url: at(site, '/feed') });
    serve(200, document('A'));
    await pollAfter(0);
    requests();
    serve(200, document('C', 'B', 'A'));
    for (const held of [{ paused_at: 1 }, { paused_at: null, suspended_at: 1 }]) {
      await change(held);
      assert.deepEqual(await pollAfter(hour), []);
    }
    assert.equal(requests().length, 0);
    await change({ suspended_at: null });
    assert.deepEqual(await pollAfter(hour), ['News: B', 'News: C']);
    await change({ removed_at: 1 });
    await pollAfter(2 * hour);
    assert.equal((await store.selectFrom('feed').selectAll().execute()).length, 0);
    assert.equal((await store.selectFrom('feed_entry').selectAll().execute()).length, 0);
  });

  it('does not poll where an administrator has switched connectors off', async () => {
    await add({ url: at(site, '/feed') });
    await store
      .insertInto('organization_config')
      .values({
        tenant_id: tenantId,
        connectors_enabled: 0,
        connectors_enabled_for_teams: null,
        connectors_actionable_messages_enabled: null,
      })
      .execute();
    await pollAfter(0);
    assert.equal(requests().length, 0);
  });

  it('begins anew with a new address', async () => {
    await add({ url: at(site, '/feed') });
    serve(200, document('B', 'A'));
    await pollAfter(0);
    await change({ settings: JSON.stringify({ url: at(site, '/other') }) });
    assert.deepEqual(await pollAfter(minute), ['News: B']);
  });

  it('goes on after a restart where it was', async () => {
    await add({ url: at(site, '/feed') });
    serve(200, document('A'));
    await pollAfter(0);
    await poller.stop();
    poller = newPoller();
    serve(200, document('B', 'A'));
    assert.deepEqual(await pollAfter(minute), []);
    assert.deepEqual(await pollAfter(15 * minute), ['News: B']);
  });

  it('polls again what a stop has cut off', async () => {
    await add({ url: at(site, '/feed') });
    let arrived: () => void = () => {};
    const asked = new Promise<void>(resolve => {
      arrived = resolve;
    });
    answer = () => arrived();
    await poller.sweep();
    await asked;
    await poller.stop();
    assert.deepEqual(posted(), []);
    poller = newPoller();
    serve(200, document('A'));
    assert.deepEqual(await pollAfter(6 * minute), ['News: A']);
  });

  it('sends one request at a time to a host, with a pause after each', async () => {
    for (const id of ['c1', 'c2', 'c3']) await add({ url: at(site, `/${id}`) }, id);
    await add({ url: at(otherSite, '/c4') }, 'c4');
    serve(200, document('A'));
    await pollAfter(0);
    assert.equal(requests().length, 1);
    assert.equal(otherSite.requests.length, 1);
    await pollAfter(1_000);
    assert.equal(requests().length, 0);
    await pollAfter(1_000);
    await pollAfter(2_000);
    assert.equal(requests().length, 2);
  });

  it('posts of a feed while sixteen hosts of other feeds give no answer', async () => {
    const hanging = await Promise.all(Array.from({ length: 16 }, () => startCanary(() => {})));
    await poller.stop();
    poller = newPoller(hanging);
    for (const [index, server] of hanging.entries()) await add({ url: at(server, '/feed') }, `slow${index}`);
    await add({ url: at(site, '/feed') });
    serve(200, document('A'));
    await takeUpChanges(store, ['rss'], { feedUrlOf: ({ settings }) => JSON.parse(settings).url, now: clock });
    await store
      .updateTable('feed')
      .set({ next_poll_at: clock + 1 })
      .where('connection_id', '=', 'c1')
      .execute();
    const from = clock;
    for (clock += 1; arrivals.length === 0; clock += 1_000) {
      assert.ok(clock - from <= 15_000, 'the feed waits for slow hosts');
      await poller.sweep();
      // What has to stop stops, and what was begun gets its answer.
      for (let turns = 0; turns < 50 || (site.requests.length > 0 && arrivals.length === 0); turns++)
        await setImmediate();
    }
    assert.deepEqual(posted(), ['News: A']);
    const rows = await store.selectFrom('feed').select('failures').where('connection_id', 'like', 'slow%').execute();
    // Those that run count as failed until they are done; those that had to stop have not failed.
    assert.deepEqual(new Set(rows.map(({ failures }) => failures)), new Set([0, 1]));
    await poller.stop();
    await Promise.all(hanging.map(server => server.close()));
    poller = newPoller();
  });

  it('waits twice as long after each time that the process has ended while it polled', async () => {
    await add({ url: at(site, '/feed') });
    answer = () => {};
    const waits: number[] = [];
    for (let starts = 0; starts < 10; starts++) {
      const dead = newPoller();
      await dead.sweep();
      const { next_poll_at: next } = await feedRow();
      waits.push(((next ?? 0) - clock) / minute);
      await dead.stop();
      // As it would stand if there had been no time to stop.
      await store
        .updateTable('feed')
        .set({ next_poll_at: next, failures: starts + 1 })
        .execute();
      clock = next ?? 0;
    }
    assert.deepEqual(waits, [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440]);
    serve(200, document('A'));
    assert.deepEqual(await pollAfter(0), ['News: A']);
    assert.equal((await feedRow()).failures, 0);
  });

  for (const [what, reading, code, reason] of [
    [
      'takes too long',
      { outcome: 'refused', code: 'too-slow' },
      'failing',
      'Reading the feed took too long, so it was given up.',
    ],
    [
      'takes too much memory',
      { outcome: 'refused', code: 'too-much-memory' },
      'failing',
      'Reading the feed took too much memory, so it was given up.',
    ],
    [
      'ends in a fault of ours',
      undefined,
      null,
      'The feed could not be read because of a fault of this app; it is in its log.',
    ],
  ] as const)
    it(`backs off from a feed whose reading ${what}, and says so`, async () => {
      await poller.stop();
      const fault = new Error('ours');
      poller = newPoller([], async () => {
        if (reading) return reading;
        throw fault;
      });
      await add({ url: at(site, '/feed') });
      serve(200, document('A'));
      const waits: number[] = [];
      for (let polls = 0; polls < 4; polls++) {
        await poller.sweep();
        await poller.idle();
        const { next_poll_at: next, told, last_error: error } = await feedRow();
        assert.deepEqual([told, error], [code, reason]);
        waits.push(((next ?? 0) - clock) / minute);
        clock = next ?? 0;
      }
      assert.deepEqual(waits, [15, 30, 60, 120]);
      assert.deepEqual(
        arrivals.map(({ activity }) => activity.reason),
        [reason, reason, reason, reason],
      );
      assert.deepEqual(errors.splice(0), reading ? [] : [fault, fault, fault, fault]);
    });

  it('posts only entries whose titles match the setting, and says in Activity what was held back', async () => {
    await add({ url: at(site, '/feed'), titles: ['*fire*'] });
    serve(200, document('A', 'A fire', 'A'));
    assert.deepEqual(await pollAfter(0), ['News: A fire']);
    serve(200, document('B', 'A fire'));
    clock += 15 * minute;
    await poller.sweep();
    await poller.idle();
    assert.equal(arrivals[0]?.activity.outcome, 'ignored');
    assert.match(arrivals[0]?.activity.reason ?? '', /Titles: B/);
  });

  it('posts one entry of a feed that has moved and given all its entries new ids', async () => {
    await add({ url: at(site, '/feed') });
    serve(200, document('B', 'A'));
    await pollAfter(0);
    answer = (request, response) =>
      request.url === '/feed' ? send(response, 301, { location: '/new' }) : response.end(document('new B', 'new A'));
    assert.deepEqual(await pollAfter(15 * minute), ['News has moved', 'News: new B']);
  });

  it('posts what shares its guid with others, and nothing again when all guids move to https', async () => {
    await add({ url: at(site, '/feed') });
    const post = (number: number, scheme: string, guid = '') =>
      `<item><title>${number}</title><link>${scheme}://e.org/${number}</link><guid isPermaLink="false">${scheme}://e.org/${guid}</guid></item>`;
    const feed = (...items: string[]) => `<rss><channel>${items.join('')}</channel></rss>`;
    serve(200, feed(post(2, 'http'), post(1, 'http')));
    assert.deepEqual(await pollAfter(0), ['2']);
    serve(200, feed(post(4, 'http'), post(3, 'http'), post(2, 'http'), post(1, 'http')));
    assert.deepEqual(await pollAfter(15 * minute), ['3', '4']);
    serve(200, feed(post(5, 'https'), post(4, 'https'), post(3, 'https'), post(2, 'https')));
    assert.deepEqual(await pollAfter(15 * minute), ['5']);
  });

  it('goes on with the entries that an earlier version knew', async () => {
    await add({ url: at(site, '/feed') });
    serve(200, document('B', 'A'));
    await pollAfter(0);
    // As it was stored: the hash of the guid.
    await store.deleteFrom('feed_entry').execute();
    for (const guid of ['A', 'B']) {
      const entry_key = createHash('sha256').update(guid).digest('base64url').slice(0, 22);
      await store
        .insertInto('feed_entry')
        .values({ connection_id: 'c1', tenant_id: tenantId, entry_key, seen_at: clock })
        .execute();
    }
    serve(200, document('C', 'B', 'A'));
    assert.deepEqual(await pollAfter(15 * minute), ['News: C']);
    serve(200, document('D', 'C', 'B', 'A'));
    assert.deepEqual(await pollAfter(15 * minute), ['News: D']);
  });

  it('knows an entry for 90 days after it has left the feed, and 2,000 of them at most', async () => {
    await add({ url: at(site, '/feed') });
    const known = async () => (await store.selectFrom('feed_entry').select('entry_key').execute()).length;
    const numbers = Array.from({ length: 2_500 }, (_, index) => String(2_500 - index));
    serve(200, document(...numbers));
    assert.deepEqual(await pollAfter(0), ['News: 2500']);
    assert.equal(await known(), 2_000);
    serve(200, document('2501', ...numbers));
    assert.deepEqual(await pollAfter(hour), ['News: 2501']);
    assert.equal(await known(), 2_000);
    serve(200, document('2501'));
    await pollAfter(89 * 24 * hour);
    serve(200, document('2501', '2500'));
    assert.deepEqual(await pollAfter(hour), []);
    serve(200, document('2501'));
    await pollAfter(2 * 24 * hour);
    assert.equal(await known(), 2);
  });

  it('loses nothing when the outbox cannot write', async () => {
    await add({ url: at(site, '/feed') });
    serve(200, document('A'));
    outboxError = new Error('disk full');
    assert.deepEqual(await pollAfter(0), []);
    assert.deepEqual(errors.splice(0), [outboxError]);
    outboxError = undefined;
    assert.deepEqual(await pollAfter(6 * minute), ['News: A']);
  });

  it('reads the encoding that the server names', async () => {
    await add({ url: at(site, '/feed') });
    const body = Buffer.concat([
      Buffer.from('<rss><channel><item><title>'),
      Buffer.from([0xcf, 0xf0, 0xe8]),
      Buffer.from('</title></item></channel></rss>'),
    ]);
    answer = (_, response) => send(response, 200, { 'content-type': 'text/xml; charset=windows-1251' }, body);
    assert.deepEqual(await pollAfter(0), ['При']);
  });

  it('refuses an address inside the network that nobody has allowed', async () => {
    await add({ url: 'http://127.0.0.2/feed' });
    await poller.sweep();
    await poller.idle();
    assert.match(arrivals[0]?.activity.reason ?? '', /may not be called/);
  });
});
