import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Compares a value with the JSON file `golden/NAME.golden.json` beside the test (`import.meta.dirname`). With
 * UPDATE_GOLDEN=1 the file is written instead; look at what changed before it is committed.
 */
export function expectGolden(directory: string, name: string, value: unknown): void {
  const file = join(directory, 'golden', `${name}.golden.json`);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  assert.ok(existsSync(file), `${file} is missing; write it with UPDATE_GOLDEN=1`);
  assert.deepEqual(JSON.parse(text), JSON.parse(readFileSync(file, 'utf8')));
}
