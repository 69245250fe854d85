import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { recordedBodies } from '../../test/conformance/recorded-bodies.ts';
import {
  addressesOf,
  bodyOf,
  faultOf,
  faultOfAddress,
  type Path,
  pathsOf,
  without,
} from '../../test/support/missing-fields.ts';
import type { Notification } from '../notification/notification.ts';
import { builtInConnectors } from './built-in.ts';
import type { Connector } from './connector-files.ts';
import { readConnectors } from './connector-folder.ts';
import { compileEvents, type ReadEvent } from './events/read-event.ts';
import { languages } from './format/text.ts';

interface Body {
  name: string;
  body: unknown;
  headers: Record<string, string>;
}

const fixtures = join(import.meta.dirname, '../../../shared/fixtures');
const recorded = recordedBodies(fixtures);

const connectors = readConnectors(builtInConnectors).filter(({ body }) => body.format === 'events');

const samplesOf = (connector: Connector): Body[] =>
  connector.samples.map(sample => ({ name: sample.name, body: bodyOf(sample), headers: sample.headers }));

const recordingsOf = (connector: Connector): Body[] =>
  (recorded.get(connector.id) ?? []).map(({ file, body, headers }) => ({ name: file, body, headers }));

/** What is missing: left out, nothing, or empty. */
const holes = [undefined, { value: null }, { value: '' }];

/** The title of the connector's own card; undefined for a body that gets none, or is a card of its own. */
function ownTitle(read: ReadEvent, connector: Connector, { body, headers }: Body) {
  const result = read({ body, headers, settings: { everything: true } });
  if (result.outcome !== 'accepted' || result.kind !== 'own') return undefined;
  assert.equal(result.problem, undefined);
  if (connector.events.get(result.event ?? '')?.cards) return undefined;
  const [content] = result.notification.contents;
  assert.ok(content?.kind === 'message');
  return { title: content.title, notification: result.notification };
}

function addresses(notification: Notification | undefined): Set<string> {
  return new Set(notification ? addressesOf(notification) : []);
}

describe('a body from which a value is missing', function () {
  this.timeout(60_000);
  const readers = connectors.map(connector => ({
    connector,
    reads: languages.map(language => ({ language, read: compileEvents(connector, connector.events, language) })),
  }));

  function holds(of: (connector: Connector) => Body[], numRuns: number) {
    const whole = readers.flatMap(({ connector, reads }) => of(connector).map(one => ({ connector, reads, one })));
    const anyHole = fc.constantFrom(...whole).chain(({ connector, reads, one }) =>
      fc.record({
        connector: fc.constant(connector),
        reads: fc.constant(reads),
        one: fc.constant(one),
        path: fc.constantFrom<Path>(...pathsOf(one.body)),
        put: fc.constantFrom(...holes),
      }),
    );
    fc.assert(
      fc.property(anyHole, ({ connector, reads, one, path, put }) => {
        for (const { language, read } of reads) {
          const body = without(one.body, path, put);
          const found = ownTitle(read, connector, { ...one, body });
          if (!found) continue;
          const full = ownTitle(read, connector, one);
          const about = `${connector.id} ${one.name} without ${path.join('.')}: ${found.title}`;
          const fault = faultOf(found.title, language, body);
          // What people wrote may be cut, and end as no sentence does.
          if (fault !== faultOf(full?.title, language, one.body)) assert.equal(fault, undefined, about);
          const before = addresses(full?.notification);
          for (const url of addresses(found.notification))
            if (!before.has(url)) assert.equal(faultOfAddress(url), undefined, `${about}: ${url}`);
        }
      }),
      { numRuns },
    );
  }

  it('still has a title that says who or what, and addresses that lead somewhere: samples', () => {
    holds(samplesOf, 1_500);
  });

  it('the same for bodies that services really sent', () => {
    if (recorded.size === 0) console.log('      ../shared/fixtures is missing: recorded bodies are left out');
    else holds(recordingsOf, 1_000);
  });
});
