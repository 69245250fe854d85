/** Pixels, or one of Teams' names (teams-js: DialogDimension). */
export type DialogSize = number | 'small' | 'medium' | 'large';

/** Teams gives a named size this share of the window (Microsoft Learn, "Dialogs": DialogInfo). */
const shares = { small: 20, medium: 50, large: 60 };

/** The width in CSS: never wider than the window, nor too narrow to read. */
export function cssWidth(size: DialogSize): string {
  const wanted = typeof size === 'number' ? `${size}px` : `max(${shares[size]}vw, 340px)`;
  return `min(${wanted}, 100vw - 32px)`;
}

/** The height of a dialog's content in CSS, which leaves room for its title. */
export function cssHeight(size: DialogSize): string {
  const wanted = typeof size === 'number' ? `${size}px` : `max(${shares[size]}vh, 160px)`;
  return `min(${wanted}, 100vh - 120px)`;
}
