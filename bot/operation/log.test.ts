import assert from 'node:assert/strict';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = [];
  write(createLog('info', { write: line => lines.push(line) }));
  return lines;
}

describe('the log', () => {
  const tricky = 'a\u202eb \u009b31m\u001b[0m\u0085\u2028\u2066\ufeff\u007f\r\nc';

  it('does nothing to the terminal it is read on, whoever wrote what is in it', () => {
    const lines = logged(log => {
      log.warn({ userAgent: tricky, [tricky]: 1, nested: [{ text: tricky }], err: new Error(tricky) }, tricky);
      log.child({ reason: tricky }).info('x');
    });
    assert.equal(lines.length, 2);
    for (const line of lines) assert.match(line, /^[ -~]+\n$/);
  });

  it('says the same to a program', () => {
    const [line = ''] = logged(log => log.warn({ userAgent: tricky, name: 'Émile שלום 🥰' }, 'x'));
    const { userAgent, name } = JSON.parse(line);
    assert.deepEqual({ userAgent, name }, { userAgent: tricky, name: 'Émile שלום 🥰' });
  });
});
