import { join } from 'node:path';
import { builtInConnectors } from '../../bot/catalogue/built-in.ts';
import { readConnectors, readFolderFiles } from '../../bot/catalogue/connector-folder.ts';
import { packageLimits } from '../../bot/catalogue/package/limits.ts';
import { readPackage } from '../../bot/catalogue/package/read-package.ts';
import { writePackage } from '../../bot/catalogue/package/write-package.ts';
import { createReceive } from '../../bot/catalogue/receive.ts';
import { createEngine } from '../../bot/catalogue/template/engine.ts';
import { testContext } from '../../bot/catalogue/template/test-render.ts';
import { parseFeed } from '../../bot/feeds/parse-feed.ts';
import { cardTexts } from '../../bot/locales/card-texts.ts';
import { renderWithinLimit } from '../../bot/notification/limits.ts';
import type { Notification } from '../../bot/notification/notification.ts';
import { readPayload } from '../../bot/notification/read-payload.ts';
import { activitySchema } from '../../bot/teams/activity.ts';
import { parseBody } from '../../bot/webhook/parse-body.ts';
import type { Kind } from './corpus.ts';
import { mutate, pick, type Random } from './mutate.ts';

/** Reads an input as the service does, in this process. Throws only for a fault of ours. */
export type Reader = (input: string, random: Random) => void;

/** What readers throw to say that an input is wrong; AssertionError is liquidjs's for a filter without what it needs. */
const answers = new Set([
  'FeedError',
  'PackageError',
  'TemplateError',
  'RenderError',
  'UndefinedVariableError',
  'AssertionError',
  'TokenizationError',
]);

function refusing(read: Reader): Reader {
  return (input, random) => {
    try {
      read(input, random);
    } catch (error) {
      if (!(error instanceof Error && answers.has(error.name))) throw error;
    }
  };
}

const draw = (notification: Notification) => renderWithinLimit(notification, { name: 'Builds' }, cardTexts('en'));

export function createReaders(): Readonly<Record<Kind, Reader>> {
  const connectors = readConnectors(builtInConnectors);
  const receives = connectors
    .filter(({ body }) => body.format === 'events')
    .map(connector => createReceive(connector, 'en'));
  const engine = createEngine();

  return {
    body(input, random) {
      const types = ['application/json', 'application/x-www-form-urlencoded', 'text/plain; charset=utf-16', ''];
      const parsed = parseBody(Buffer.from(input), pick(random, types));
      if ('refused' in parsed) return;
      const read = readPayload(parsed.value);
      if (read.ok) draw(read.notification);
    },
    card(input) {
      const parsed = parseBody(Buffer.from(input), 'application/json');
      if ('refused' in parsed) return;
      const read = readPayload(parsed.value);
      if (read.ok) draw(read.notification);
    },
    event(input, random) {
      const parsed = parseBody(Buffer.from(input), 'application/json');
      if ('refused' in parsed) return;
      const headers = { 'x-github-event': pick(random, ['push', 'issues', 'a']), 'x-gitlab-event': 'Issue Hook' };
      const received = pick(random, receives)(parsed.value, { headers, settings: { everything: true } });
      if (received.outcome === 'accepted') received.notifications.forEach(draw);
    },
    feed: refusing(input => {
      parseFeed(Buffer.from(input), 'application/xml', 'https://a.example/feed');
    }),
    package: refusing((folder, random) => {
      const files = readFolderFiles(join(builtInConnectors, folder));
      const [path, text] = pick(random, [...files]);
      const changed = new Map([...files, [path, mutate(random, text, text).slice(0, packageLimits.file)]]);
      const zip = writePackage(changed);
      // Now and then the zip itself is damaged.
      if (random.between(0, 1) === 0) zip[random.between(0, zip.length - 1)] = random.between(0, 255);
      readPackage(zip);
    }),
    template: refusing((source, random) => {
      const text = mutate(random, 'Hello **Ada** https://a.example', source);
      const body = { title: text, text, user: { name: text }, items: [{ text, a: 'b', c: text }] };
      engine.markdown(source)(testContext({ body }, engine));
    }),
    activity(input) {
      const parsed = parseBody(Buffer.from(input), 'application/json');
      if (!('refused' in parsed)) activitySchema.safeParse(parsed.value);
    },
  };
}
