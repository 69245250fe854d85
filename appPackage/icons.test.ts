import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

const folder = import.meta.dirname;

describe('the icons', () => {
  for (const [file, size] of [
    ['color.png', 192],
    ['color32x32.png', 32],
    ['outline.png', 32],
  ] as const) {
    it(`${file} is a PNG of ${size} by ${size}`, async () => {
      const { width, height } = await readPng(join(folder, file));
      assert.deepEqual([width, height], [size, size]);
    });
  }

  it('outline.png is white on transparent and nothing else', async () => {
    const { pixels } = await readPng(join(folder, 'outline.png'));
    const visible = pixels.filter(pixel => pixel[3] !== 0);
    assert.ok(visible.length > 0 && visible.length < pixels.length);
    for (const pixel of visible) assert.deepEqual(pixel.slice(0, 3), [255, 255, 255]);
  });

  it('color32x32.png has a transparent background', async () => {
    const { pixels } = await readPng(join(folder, 'color32x32.png'));
    assert.equal(pixels[0]?.[3], 0);
  });
});

/** Width, height and the [red, green, blue, alpha] of each pixel; as the PNG specification (W3C) has it. */
async function readPng(path: string): Promise<{ width: number; height: number; pixels: number[][] }> {
  const png = await readFile(path);
  assert.equal(png.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, colourType, interlace] = [png[24], png[25], png[28]];
  assert.deepEqual([depth, interlace], [8, 0]);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const channels = colourType === 6 ? 4 : 3;
  const bytes = unfilter(inflateSync(Buffer.concat(data)), width * channels, channels);
  const pixels = Array.from({ length: width * height }, (_, i) => [
    ...bytes.subarray(i * channels, (i + 1) * channels),
  ]);
  return { width, height, pixels: channels === 4 ? pixels : pixels.map(pixel => [...pixel, 255]) };
}

function unfilter(filtered: Buffer, row: number, channels: number): Buffer {
  const rows = filtered.length / (row + 1);
  const bytes = Buffer.alloc(rows * row);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < row; x++) {
      const left = x < channels ? 0 : (bytes[y * row + x - channels] ?? 0);
      const up = y === 0 ? 0 : (bytes[(y - 1) * row + x] ?? 0);
      const upLeft = y === 0 || x < channels ? 0 : (bytes[(y - 1) * row + x - channels] ?? 0);
      const predictions = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)];
      bytes[y * row + x] =
        ((filtered[y * (row + 1) + 1 + x] ?? 0) + (predictions[filtered[y * (row + 1)] ?? 0] ?? 0)) & 255;
    }
  return bytes;
}

function paeth(left: number, up: number, upLeft: number): number {
  const [a, b, c] = [Math.abs(up - upLeft), Math.abs(left - upLeft), Math.abs(left + up - 2 * upLeft)];
  return a <= b && a <= c ? left : b <= c ? up : upLeft;
}
