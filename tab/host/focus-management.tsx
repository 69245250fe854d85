import { useFocusFinders } from '@fluentui/react-components';

/**
 * Keeps Fluent's focus management alive as long as the page is. It ends with the last component that uses it, and then
 * forgets to show the page to screen readers again, from which a dialog that was just closed had hidden it.
 */
export function FocusManagement() {
  useFocusFinders();
  return null;
}
