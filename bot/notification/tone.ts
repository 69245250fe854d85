import { crc32, deflateSync } from 'node:zlib';
import type { Tone } from './notification.ts';

/** How a container looks that has this tone: a meaning that Teams colours itself. */
export type ContainerStyle = 'good' | 'warning' | 'attention' | 'accent' | 'emphasis';

/** The colours of the meanings where an exact one is drawn; Teams' own for text (light theme). */
const COLORS: { [meaning: string]: `#${string}` } = {
  good: '#92c353',
  warning: '#f8d22a',
  attention: '#c4314b',
  accent: '#6264a7',
};

const HEIGHT = 4;
const MAX_MEMOISED = 500;

/** The colour of a tone as `#` and six hex digits. */
export function toneColor(tone: Tone): string {
  return COLORS[tone] ?? tone;
}

/** The meaning whose colour is nearest: reds are attention, yellows warning, greens good, blues accent, greys none. */
export function toneStyle(tone: Tone): ContainerStyle {
  if (tone === 'good' || tone === 'warning' || tone === 'attention' || tone === 'accent') return tone;
  const { hue, saturation } = hueOf(tone);
  if (saturation < 0.15) return 'emphasis';
  if (hue < 20 || hue >= 320) return 'attention';
  if (hue < 70) return 'warning';
  if (hue < 170) return 'good';
  return 'accent';
}

function hueOf(color: string): { hue: number; saturation: number } {
  const [red = 0, green = 0, blue = 0] = channels(color);
  const max = Math.max(red, green, blue);
  const range = max - Math.min(red, green, blue);
  if (range === 0) return { hue: 0, saturation: 0 };
  const sector =
    max === red ? (green - blue) / range : max === green ? (blue - red) / range + 2 : (red - green) / range + 4;
  return { hue: (sector * 60 + 360) % 360, saturation: range / max };
}

function channels(color: string): number[] {
  return [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16) || 0);
}

/** Makes pictures of one colour and keeps the last few hundred, since a sender's colours are always the same. */
export function createToneStrips(): (tone: Tone) => string {
  const strips = new Map<string, string>();
  return tone => {
    const color = toneColor(tone);
    const known = strips.get(color);
    if (known !== undefined) return known;
    const strip = `data:image/png;base64,${png(channels(color)).toString('base64')}`;
    if (strips.size >= MAX_MEMOISED) strips.clear();
    strips.set(color, strip);
    return strip;
  };
}

/** A picture one pixel wide and four high, to be repeated sideways; PNG, 8 bits for each of red, green and blue. */
function png(color: readonly number[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(1, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.from(Array.from({ length: HEIGHT }, () => [0, ...color]).flat());
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}
