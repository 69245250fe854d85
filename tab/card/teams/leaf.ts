import { type BaseSerializationContext, CardElement, type PropertyBag } from 'adaptivecards';
import type { Source } from './read.ts';

/** Draws an element, from what the card says of it. */
export type Draw = (source: Source) => HTMLElement;

/**
 * An element of the library that `draw` draws, and in which no other element stands.
 * @param isInline it stands within a text
 */
export function leaf(type: string, draw: Draw, isInline = false): { new (): CardElement } {
  return class extends CardElement {
    #source: Source = {};

    override get isInline(): boolean {
      return isInline;
    }

    override getJsonTypeName(): string {
      return type;
    }

    protected override internalParse(source: PropertyBag, context: BaseSerializationContext): void {
      super.internalParse(source, context);
      this.#source = { ...source, type };
    }

    protected override internalRender(): HTMLElement {
      return draw(this.#source);
    }
  };
}
