const units = ['byte', 'kilobyte', 'megabyte'] as const;

/** A size in bytes for people: `812 bytes`, `1.2 kB`, `3 MB`. */
export function formatSize(bytes: number, locale: string): string {
  const thousands = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[thousands],
    unitDisplay: thousands === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1_000 ** thousands);
}
