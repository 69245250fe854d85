import { Container, type PropertyBag, type SerializationContext } from 'adaptivecards';
import { html } from './html.ts';
import type { Words } from './words.ts';

/** A page of a carousel is a container, which stands only there. */
export class CarouselPage extends Container {
  override getJsonTypeName(): string {
    return 'CarouselPage';
  }
}

/** Pages of which one is shown, and buttons to turn them. */
export function carousel(words: Words): { new (): Container } {
  return class extends Container {
    #shown = 0;

    override getJsonTypeName(): string {
      return 'Carousel';
    }

    protected override getItemsCollectionPropertyName(): string {
      return 'pages';
    }

    protected override internalParse(source: PropertyBag, context: SerializationContext): void {
      super.internalParse(source, context);
      this.#shown = 0;
    }

    protected override internalRender(): HTMLElement | undefined {
      const element = super.internalRender();
      const pages = this.getItemCount();
      if (element === undefined || pages < 2) return element;
      const status = html('span', 'card-note');
      status.role = 'status';
      const show = (index: number) => {
        this.#shown = (index + pages) % pages;
        for (let each = 0; each < pages; each += 1) {
          const page = this.getItemAt(each);
          page.isVisible = each === this.#shown;
          // The library says so of what is shown and hidden, which no button beside it opens.
          page.renderedElement?.removeAttribute('aria-expanded');
        }
        status.textContent = words.page(this.#shown + 1, pages);
      };
      const turn = (label: string, sign: string, by: number) => {
        const button = html('button', 'card-turn', sign);
        button.type = 'button';
        button.ariaLabel = label;
        button.addEventListener('click', () => show(this.#shown + by));
        return button;
      };
      element.append(html('div', 'card-line', turn(words.previous, '‹', -1), status, turn(words.next, '›', 1)));
      show(this.#shown);
      return element;
    }
  };
}
