import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { builtInConnectors } from '../bot/catalogue/built-in.ts';
import { readConnector } from '../bot/catalogue/connector-folder.ts';
import { plainText } from '../bot/notification/markdown.ts';
import { type Canary, send as respond, startCanary } from './support/canary.ts';
import { type Installation, install } from './support/installation.ts';
import { send } from './support/post.ts';
import { type SeenCard, seenCard } from './support/seen-card.ts';

/** Inputs made after public reports of what senders send and how it was drawn, each with what is expected. */
const folder = join(import.meta.dirname, '../../shared/fixtures/reports');
const report = z.object({
  connector: z.string(),
  request: z.object({ headers: z.record(z.string(), z.string()), body: z.unknown() }),
  expected: z.string(),
});
type Report = z.infer<typeof report>;

/** How a report names a connector with the events that it posts unless others are chosen. */
const defaults = /-default$/;

/** What a person gets to see of one report. */
interface Seen {
  /** The status and the words of each answer. */
  replies: string[];
  cards: SeenCard[];
  /** All texts of all cards. */
  text: string;
  summaries: string[];
  links: SeenCard['links'];
  /** The attachments of the posts as Teams got them. */
  json: string;
}

const lines = (text: string, pattern: RegExp) => text.split('\n').filter(line => pattern.test(line)).length;
const linkTo = (address: string) => `](${address})`;

const expectations: Record<string, (seen: Seen) => void> = {
  '25-alerts': ({ json }) => assert.match(json, /\b15 more\b/),
  'backslash-in-json': ({ replies, cards }) => {
    if (replies[0]?.startsWith('400 ')) return;
    const [text = ''] = cards.flatMap(({ texts }) => texts);
    assert.match(plainText(text, 200), /^C:\\ 91% used on \\{1,2}fs\\data$/);
  },
  'badge-progressbar': ({ json, text }) => {
    assert.match(json, /"type":"Badge","text":"P1"|"text":"P1"/);
    assert.match(text, /Disk full/);
    assert.doesNotMatch(text, /cannot be shown/);
  },
  'bare-url-not-clickable': ({ text, cards }) => {
    assert.ok(text.includes(linkTo('https://grafana.example.org/alerting/grafana/abc/view')), text);
    assert.match(text, /\]\(https:\/\/kib\.example\.org\/app\/discover#\/\?_g=\S+to:now/);
    const [[, runbook = ''] = []] = cards[0]?.facts ?? [];
    assert.ok(runbook.includes(linkTo('https://runbooks.example.org/disk_full')), runbook);
  },
  'base64-picture-in-text': ({ text }) => {
    assert.match(text, /QR code:/);
    assert.doesNotMatch(text, /base64|iVBORw0KGgo/);
  },
  'card-of-facts-only-summary': ({ summaries }) => assert.deepEqual(summaries, ['Alert: Disk full on db-1']),
  'comment-twice': ({ cards, text }) => {
    assert.equal(cards.length, 1);
    assert.match(text, /SUP-31/);
  },
  'comment-without-issue': ({ links, text }) => {
    const addresses = [...links.map(({ url }) => url), ...text.matchAll(/\]\(([^)]+)\)/g)].map(String);
    assert.ok(
      addresses.some(address => address.includes('https://jira.example.org/')),
      text,
    );
  },
  'content-type-object': ({ text }) => assert.match(text, /Application payments was deployed/),
  'custom-scheme-button': ({ text }) => {
    assert.match(plainText(text, 1_000), /Open in CRM \(localsystem:\/\/id432\)/);
    assert.match(plainText(text, 1_000), /Build \(jenkins:8080\/job\/1\)/);
  },
  'escaped-underscores-in-urls': ({ text, links }) => {
    const address = 'https://grafana.example.org/d/infra_os_health/peng';
    assert.deepEqual(links, [{ title: 'Dashboard', url: address }]);
    assert.ok(plainText(text, 1_000).includes(address), text);
    for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) assert.equal(target, address);
  },
  'facts-with-null': ({ cards, json }) => {
    const facts = cards.flatMap(card => card.facts);
    assert.deepEqual(
      facts.map(([title, value]) => [title, value.trim()]),
      [
        ['Branch', ''],
        ['Author', ''],
        ['Build', '12'],
      ],
    );
    assert.doesNotMatch(json, /"facts":\[\]/);
  },
  'force-push-without-commits': ({ text, links }) => {
    assert.match(text, /9edc7d3/);
    const all = `${text} ${links.map(({ url }) => url).join(' ')}`;
    assert.ok(all.includes('https://github.com/octo-org/web/compare/5a1c519a859d...9edc7d39d46a'), all);
  },
  'full-url-without-slash': ({ text, links }) => {
    const all = `${text} ${links.map(({ url }) => url).join(' ')}`;
    assert.match(all, /http:\/\/ci\.example\.org\/job\/project\/5\/console\b/);
  },
  'gha-heredoc-changelog': ({ text }) => {
    assert.match(text, /^\**Fixes\**$/m);
    assert.equal(lines(text, /^- \S/), 3, text);
  },
  'grafana-default-label-list': ({ text }) => assert.equal(lines(text, /^- \S/), 5, text),
  'guid-moves-to-https': ({ summaries }) => assert.deepEqual(summaries, ['WP blog: Article 5']),
  'img-tag-in-text': ({ cards }) => {
    const images = cards.flatMap(card => card.images);
    assert.ok(images.some(url => url.startsWith('https://nms.example.org/graph.php?device=3&type=device_processor')));
  },
  'open-uri-in-action-card': ({ links }) =>
    assert.deepEqual(links, [{ title: 'Activate Account', url: 'https://accounts.example.org/activate?id=5' }]),
  'pr-updated-without-message': ({ text, summaries }) => {
    assert.match(plainText(text, 1_000), /!?7 Fix cart\b.* completed|completed .*7 Fix cart/);
    assert.match(summaries[0] ?? '', /Fix cart/);
  },
  'root-mention': ({ json, text }) => {
    const mentioned = { id: 'dana.swope@contoso.example', name: 'Dana Swope' };
    const entity = { type: 'mention', text: '<at>Dana Swope</at>', mentioned };
    assert.ok(json.includes(`"entities":[${JSON.stringify(entity)}]`), json);
    assert.match(text, /Hey <at>Dana Swope<\/at> please look at this/);
  },
  'same-guid': ({ summaries }) => assert.deepEqual(summaries, ['Edge Dev Blog: Post 4']),
  'slack-link': ({ text }) => assert.match(text, /\(\[Open\]\(https:\/\/ci\.example\.org\/job\/shop-api\/118\/\)\)/),
  'summary-of-two-lines-cut': ({ summaries }) =>
    assert.deepEqual(summaries, ['[eu-west][linux][whoami] Container down since 10:00']),
};

describe('what was reported of other projects', function () {
  this.timeout(60_000);
  if (!existsSync(folder)) {
    it('is not tried: ../shared/fixtures is not there', () => {});
    return;
  }
  const reports = new Map(
    readdirSync(folder).map(file => [
      basename(file, '.json'),
      report.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
    ]),
  );
  const channelId = (name: string) => `19:${name.replaceAll(/[^a-z0-9]/g, '')}@thread.tacv2`;
  let installation: Installation;
  let site: Canary;
  const urls = new Map<string, string>();
  /** What the site answers next, by the path, which is the report's name. */
  const documents = new Map<string, string>();

  before(async () => {
    site = await startCanary(({ url = '' }, response) => respond(response, 200, {}, documents.get(url.slice(1)) ?? ''));
    const channels = [...reports.keys()].map(name => ({ name, id: channelId(name) }));
    installation = await install({ channels }, { OUTGOING_ALLOWED_HOSTS: `127.0.0.1:${site.port}` });
    const places = [...reports].map(([name, { connector }]) => ({
      name,
      channelId: channelId(name),
      connector: connector.replace(defaults, ''),
    }));
    for (const { name, id, urls: made } of await installation.connect(...places)) {
      urls.set(name, made.short);
      await configure(id, name, reports.get(name)?.connector ?? '');
    }
  });
  after(async () => {
    await installation.close();
    await site.close();
  });

  it('is all told apart here', () => {
    assert.deepEqual([...reports.keys()].sort(), Object.keys(expectations).sort());
  });

  for (const [name, expected] of Object.entries(expectations)) {
    const one = reports.get(name);
    if (one === undefined) continue;
    it(`${name}: ${one.expected}`, async () => {
      expected(one.connector === 'rss' ? await pollTwice(name, one) : await post(name, one));
    });
  }

  /** All events that the connector knows, where the report does not say that they are those of a new connection. */
  async function configure(id: string, name: string, connector: string): Promise<void> {
    if (defaults.test(connector)) return;
    if (connector === 'rss') documents.set(name, feedBefore(reports.get(name)));
    const { events } = readConnector(builtInConnectors, connector);
    const settings =
      connector === 'rss' ? { url: `http://127.0.0.1:${site.port}/${name}` } : { events: [...events.keys()] };
    await installation.store
      .updateTable('connection')
      .set(({ eb }) => ({ settings: JSON.stringify(settings), version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }

  async function post(name: string, { request: { headers, body } }: Report): Promise<Seen> {
    const replies: string[] = [];
    for (const each of Array.isArray(body) ? body : [body]) {
      const text = typeof each === 'string' ? each : JSON.stringify(each);
      const { status, body: answer } = await send(urls.get(name) ?? '', { headers, body: text });
      replies.push(`${status} ${answer}`);
    }
    return { ...(await seen(name)), replies };
  }

  /** A feed as it was before its newest entry, with the addresses of that time, and then as it is: what is new then. */
  async function pollTwice(name: string, { request: { body } }: Report): Promise<Seen> {
    const first = await polled(name, 0);
    const before = (await seen(name)).summaries.length;
    documents.set(name, z.string().parse(body));
    const feed = installation.store.updateTable('feed').set({ next_poll_at: 0 });
    await feed.where('url', 'like', `%/${name}`).execute();
    await polled(name, first);
    const after = await seen(name);
    return { ...after, summaries: after.summaries.slice(before) };
  }

  /** Resolves when the feed has been read since, with when that was. */
  async function polled(name: string, since: number): Promise<number> {
    const query = installation.store.selectFrom('feed').select('last_success_at').where('url', 'like', `%/${name}`);
    for (;;) {
      const [feed] = await query.where('last_success_at', '>', since).execute();
      if (feed?.last_success_at) return feed.last_success_at;
      await setImmediate();
    }
  }

  async function seen(name: string): Promise<Seen> {
    await installation.posted();
    assert.deepEqual(installation.playground.record.violations(), []);
    const posts = installation.playground.posts(channelId(name));
    const cards = posts.map(seenCard);
    // Over each card stands the name of the connection, which is the report's.
    for (const { texts } of cards) assert.equal(texts.shift(), name);
    return {
      replies: [],
      cards,
      text: cards.flatMap(({ texts }) => texts).join('\n\n'),
      summaries: posts.map(({ summary }) => summary ?? ''),
      links: cards.flatMap(({ links }) => links),
      json: JSON.stringify(posts.map(({ attachments }) => attachments)),
    };
  }
});

function feedBefore(given: Report | undefined): string {
  const feed = z.string().parse(given?.request.body);
  const [newest = ''] = /<item>.*?<\/item>/.exec(feed) ?? [];
  return feed.replace(newest, '').replaceAll('>https://www.blog.', '>http://www.blog.');
}
