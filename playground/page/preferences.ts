/** What the page remembers in this browser. */
type Preference = 'theme' | 'locale' | 'user' | 'try-it';

/** Reads a remembered choice. Null: none, or the browser keeps nothing for this page. */
export function recall(preference: Preference): string | null {
  try {
    return localStorage.getItem(`playground.${preference}`);
  } catch {
    return null;
  }
}

/** Remembers a choice; where the browser keeps nothing, it holds until the page is left. */
export function remember(preference: Preference, value: string): void {
  try {
    localStorage.setItem(`playground.${preference}`, value);
  } catch {
    // Storage is switched off or full: nothing depends on it.
  }
}
