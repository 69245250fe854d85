import { Component, type ReactNode } from 'react';

interface Props {
  /** What stands in the place of a part of the page that has a fault, or that could not be loaded. */
  fallback: ReactNode;
  /** With another value the part is tried again. */
  resetOn?: unknown;
  children: ReactNode;
}

/** Keeps a fault where it is: without it React takes the whole page away. The browser's console has the fault itself. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failed && before.resetOn !== this.props.resetOn) this.setState({ failed: false });
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
