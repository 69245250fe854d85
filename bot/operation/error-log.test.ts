import assert from 'node:assert/strict';
import { createErrorLog, type ErrorLog } from './error-log.ts';

describe('the log of errors', () => {
  let now = 0;
  let lines: { message: string; again?: number; err: unknown }[];
  let errorLog: ErrorLog;
  beforeEach(() => {
    now = 0;
    lines = [];
    const error = (fields: object, message?: string) => {
      lines.push({ err: undefined, ...fields, message: message ?? '' });
    };
    errorLog = createErrorLog({ log: { error }, now: () => now });
  });

  const sqliteError = (errcode: number, message: string) => Object.assign(new Error(message), { errcode });

  it('tells of a full disk once a minute, by its cause, whichever query meets it', () => {
    for (let count = 0; count < 2_500; count += 1) {
      now += 100;
      errorLog.report(sqliteError(13, `full ${count}`));
    }
    assert.deepEqual(
      lines.map(({ again }) => again),
      [undefined, 600, 600, 600, 600],
    );
    for (const { message } of lines) assert.match(message, /^The disk of the data directory is full: make room/);
  });

  it('finds the cause within what others made of it', () => {
    errorLog.report(new Error('could not be stored', { cause: sqliteError(778, 'disk I/O error') }));
    assert.match(lines[0]?.message ?? '', /^The database cannot be written/);
  });

  it('tells of each kind of error, and of the same kind for another row as of one', () => {
    errorLog.report(new Error('no row 17'));
    errorLog.report(new Error('no row 18'));
    errorLog.report(new TypeError('no row 17'));
    errorLog.report('a string');
    assert.equal(lines.length, 3);
  });

  it('says what failed, with what belongs to it', () => {
    errorLog.report(new Error('a'), { channelId: 'x' }, 'a notification could not be posted');
    errorLog.report(new Error('a'));
    errorLog.report(sqliteError(13, 'full'), { channelId: 'x' }, 'a notification could not be posted');
    assert.deepEqual(
      lines.map(({ message }) => message.slice(0, 20)),
      ['a notification could', 'something failed on ', 'The disk of the data'],
    );
    assert.match(JSON.stringify(lines[0]), /"channelId":"x"/);
  });

  it('tells later how often an error came, where it comes no more', () => {
    errorLog.report(new Error('a'));
    errorLog.report(new Error('a'));
    now += 59_000;
    errorLog.flush();
    assert.equal(lines.length, 1);
    now += 1_000;
    errorLog.flush();
    assert.equal(lines[1]?.again, 1);
    now += 60_000;
    errorLog.flush();
    assert.equal(lines.length, 2);
  });

  it('remembers a thousand kinds and no more', () => {
    const all = Array.from({ length: 1_500 }, (_, index) => new Error(`kind ${String.fromCharCode(256 + index)}`));
    for (const error of [...all, ...all]) errorLog.report(error);
    assert.equal(lines.length, 1_500 + 500);
  });
});
