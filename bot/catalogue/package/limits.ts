const mebibyte = 1024 * 1024;

/** How large a connector package may be, packed and unpacked, in bytes; and of how many files. */
export const packageLimits = {
  packed: 5 * mebibyte,
  unpacked: 20 * mebibyte,
  file: mebibyte,
  files: 500,
  icon: 100 * 1024,
} as const;

/** Such as `1 MiB` or `100 KiB`. */
export const sizeText = (bytes: number) =>
  bytes >= mebibyte ? `${bytes / mebibyte} MiB` : `${Math.round(bytes / 1024)} KiB`;
