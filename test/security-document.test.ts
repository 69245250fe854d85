import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../bot/config.ts';
import { createHttpServer } from '../bot/operation/http-server.ts';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'docs', 'security.md'), 'utf8');

describe('docs/security.md', () => {
  it('names tests that are there', () => {
    const named = [...text.matchAll(/`([\w*./-]+\.test\.ts)`/g)].map(([, path = '']) => path);
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter(path => globSync(path, { cwd: root }).length === 0),
      [],
    );
  });

  it('has the times and limits of the server', () => {
    const { server } = createHttpServer(assert.ifError);
    const { maxConnections, stopGrace } = readConfig({});
    for (const said of [
      `| head and body of a request | ${server.requestTimeout / 1000} seconds`,
      `| ${server.keepAliveTimeout / 1000} seconds without a request`,
      `\`MAX_CONNECTIONS\`, ${maxConnections.toLocaleString('en')};`,
      `\`STOP_GRACE_SECONDS\`, ${stopGrace / 1000}, for`,
    ])
      assert.ok(text.includes(said), said);
  });
});
