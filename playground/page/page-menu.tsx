import { Menu, type MenuProps } from '@fluentui/react-components';

/** A menu that stands where its button is, so that for screen readers it is in the same part of the page. */
export function PageMenu(props: MenuProps) {
  return <Menu inline positioning={{ strategy: 'fixed' }} {...props} />;
}
