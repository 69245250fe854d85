import assert from 'node:assert/strict';
import { shownHeader } from './shown-header.ts';

describe('a header that people may see', () => {
  it('is short, on one line, and holds no secret', () => {
    assert.equal(shownHeader(undefined), null);
    assert.equal(shownHeader('curl/8.5.0'), 'curl/8.5.0');
    assert.equal(shownHeader('a'.repeat(1_000)), 'a'.repeat(200));
    assert.equal(shownHeader('tool\u001b[2K\u202e \u0085 (token=abc)'), 'tool (token=***)');
    assert.equal(shownHeader('tool (https://user:pass@example.org/)'), 'tool (https://user:***@example.org/)');
    assert.equal(shownHeader(`${'a'.repeat(180)} token=${'b'.repeat(100)}`), `${'a'.repeat(180)} token=***`);
  });
});
