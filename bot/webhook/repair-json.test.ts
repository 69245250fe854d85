import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertLinear } from '../../test/support/linear.ts';
import { repairJson } from './repair-json.ts';

describe('text that is nearly JSON', () => {
  it('stays as it is where it is JSON', () => {
    fc.assert(fc.property(fc.json(), text => assert.equal(repairJson(text), text)));
  });

  it('means what was written, with any raw characters in its strings', () => {
    const text = fc.string({ unit: 'grapheme' }).map(one => one.replace(/["\\]/g, ''));
    fc.assert(
      fc.property(text, fc.constantFrom('\n', '\t', '\r\n', '\0', '\\ ', '\\.', ''), (one, sign) => {
        const raw = `${one}${sign}${one}`;
        assert.deepEqual(JSON.parse(repairJson(`{"a" :["${raw}"],"b":"${one}" }`)), { a: [raw], b: one });
      }),
    );
  });

  it('takes a time that grows with the length only', () => {
    for (const fragment of ['"', "'", '\\', '"\n', '"\\ ', '/*', '//', '/', '/* */', '"a\\u12"', '\n', '\\\r'])
      for (const start of ['', '"', "'"])
        assertLinear(JSON.stringify(start + fragment), n => start + fragment.repeat(n), repairJson, 40_000);
  });
});
