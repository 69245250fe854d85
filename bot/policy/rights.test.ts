import assert from 'node:assert/strict';
import { type Rights, type Role, rightsOf } from './rights.ts';

describe('the rights in a channel', () => {
  const everything: Rights = { maySee: true, mayChange: true };
  const nothing = (because: Rights['because']): Rights => ({
    maySee: false,
    mayChange: false,
    ...(because && { because }),
  });
  const table: [Role, boolean, Rights][] = [
    ['owner', true, everything],
    ['owner', false, everything],
    ['member', true, everything],
    ['member', false, { maySee: true, mayChange: false, because: 'members-may-not' }],
    ['guest', true, nothing('guest')],
    ['guest', false, nothing('guest')],
    ['none', true, nothing('not-a-member')],
    ['none', false, nothing('not-a-member')],
  ];

  for (const [role, allowCreateUpdateRemoveConnectors, rights] of table)
    it(`of ${role}, where members ${allowCreateUpdateRemoveConnectors ? 'may' : 'may not'} change connectors`, () => {
      assert.deepEqual(rightsOf({ role, allowCreateUpdateRemoveConnectors }), rights);
    });
});
