import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { createToneStrips, toneStyle } from './tone.ts';

describe('tone', () => {
  it('draws exactly the colour of the sender', () => {
    const url = createToneStrips()('#d70000');
    const png = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
    assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
    const data = png.indexOf('IDAT') + 4;
    const pixels = inflateSync(png.subarray(data, data + png.readUInt32BE(data - 8)));
    assert.deepEqual([...pixels.subarray(0, 4)], [0, 0xd7, 0, 0]);
    assert.equal(pixels.length, 16);
  });

  it('names the nearest meaning for a colour', () => {
    assert.equal(toneStyle('#d70000'), 'attention');
    assert.equal(toneStyle('#00ff00'), 'good');
    assert.equal(toneStyle('#0076d7'), 'accent');
    assert.equal(toneStyle('#ffc107'), 'warning');
    assert.equal(toneStyle('#808080'), 'emphasis');
    assert.equal(toneStyle('good'), 'good');
  });
});
