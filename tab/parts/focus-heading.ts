/** Moves the focus to the screen's heading: for when the button that was pressed is gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus();
}
