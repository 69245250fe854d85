import assert from 'node:assert/strict';
import { fillIn } from './bot-texts.ts';

describe('fillIn', () => {
  it('takes values as they are', () => {
    assert.equal(fillIn('{name} and {other}', { name: '$& {other}' }), '$& {other} and {other}');
  });
});
