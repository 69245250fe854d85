import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { graphToken } from './graph-token.ts';

const app = { appId: 'a6a4bb9c-4d0c-4a0e-9d4b-2f4f3d2f8b11', tenantId: '5f0c1f2e-6b0e-4f7c-9d55-1f6f3c2a7e10' };

describe('tokens for Microsoft Graph', () => {
  it('are given for the tenant of the bot only', async () => {
    const token = graphToken({ kind: 'secret', ...app, secret: 'x' }, 'gcchigh');
    await assert.rejects(token('c2a9d7b4-3e51-4a86-8b0d-7d9c64f1e832', false), /another tenant/);
  });

  it('load teamsfx with the first token, not with the bot', async () => {
    const modules = [
      'open-directory.ts',
      'graph-token.ts',
      'teams.ts',
      'activity-handler.ts',
      'messages-endpoint.ts',
      'destination.ts',
    ];
    const script = `
      for (const name of ${JSON.stringify(modules)}) await import(${JSON.stringify(import.meta.dirname)} + '/' + name);
      const { createRequire } = await import('node:module');
      const { cache } = createRequire(import.meta.url);
      console.log(Object.keys(cache).filter(path => path.includes('teamsfx')).length, Object.keys(cache).length);
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: import.meta.dirname,
    });
    const [teamsfx, all] = stdout.trim().split(' ').map(Number);
    assert.equal(teamsfx, 0);
    assert.ok((all ?? 0) > 0);
  });
});
