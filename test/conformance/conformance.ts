import { join } from 'node:path';
import { builtInConnectors } from '../../bot/catalogue/built-in.ts';
import { loadConnectors } from '../../bot/catalogue/connector-folder.ts';
import { compileEvents } from '../../bot/catalogue/events/read-event.ts';
import { table } from '../../bot/cli/table.ts';
import { recordedBodies } from './recorded-bodies.ts';

// npm run conformance [-- FOLDER] [--service NAME]: what the connectors make of recorded bodies.
const words = process.argv.slice(2);
const only = words.includes('--service') ? words[words.indexOf('--service') + 1] : undefined;
const [folder = join(import.meta.dirname, '../../../shared/fixtures')] = words.filter(
  (word, index) => !word.startsWith('--') && words[index - 1] !== '--service',
);

const { connectors: read, problems } = loadConnectors(builtInConnectors);
for (const problem of problems) console.log(problem);
const connectors = new Map(read.map(connector => [connector.id, connector]));
const rows: (string | number)[][] = [];
const missing: string[] = [];
for (const [service, bodies] of recordedBodies(folder)) {
  const connector = connectors.get(service);
  if (only !== undefined && only !== service) continue;
  if (connector?.body.format !== 'events') {
    missing.push(`${service} (${bodies.length})`);
    continue;
  }
  const counts = { own: 0, ignored: 0, plain: 0, failed: 0 };
  const readEvent = compileEvents(connector, connector.events, 'en');
  for (const { file, body, headers } of bodies) {
    try {
      const result = readEvent({ body, headers, settings: { everything: true } });
      const kind = result.outcome === 'ignored' ? 'ignored' : result.kind;
      counts[kind] += 1;
      if (kind !== 'own' || only !== undefined) {
        const said = result.outcome === 'ignored' ? result.reason : result.notification.summary;
        console.log(`${kind.padEnd(8)}${service}/${file.split('/').at(-1)}: ${said}`);
      }
      if (only !== undefined && result.outcome === 'accepted')
        console.log(JSON.stringify(result.notification, null, 1));
    } catch (error) {
      counts.failed += 1;
      console.log(`failed  ${file}: ${error}`);
    }
  }
  const percent = (count: number) => `${Math.round((count / bodies.length) * 100)} %`;
  rows.push([
    service,
    bodies.length,
    counts.own,
    counts.ignored,
    percent(counts.ignored),
    counts.plain,
    percent(counts.plain),
    counts.failed,
  ]);
}
console.log(
  `\n${table(['SERVICE', 'BODIES', 'OWN CARD', 'IGNORED', '', 'PLAIN', '', 'FAILED'], rows, 'No recorded body of a service in the catalogue.')}`,
);
if (missing.length > 0) console.log(`\nNot in the catalogue yet: ${missing.join(', ')}`);
