import { Container, type PropertyBag, type SerializationContext } from 'adaptivecards';
import { objectOf, type Source, textOf } from './read.ts';

/** A large button with an icon, a title, a badge and a description: a container that does what the button does. */
export class CompoundButton extends Container {
  override getJsonTypeName(): string {
    return 'CompoundButton';
  }

  protected override internalParse(source: PropertyBag, context: SerializationContext): void {
    super.internalParse({ ...source, style: 'emphasis', items: itemsOf(source) }, context);
  }
}

function itemsOf(source: Source): object[] {
  const icon = objectOf(source.icon);
  const head = [
    ...(textOf(icon.name) === '' ? [] : [{ type: 'IconRun', name: icon.name }, ' ']),
    { type: 'TextRun', text: textOf(source.title) || ' ', weight: 'Bolder' },
  ];
  const description = textOf(source.description);
  return [
    { type: 'RichTextBlock', inlines: head },
    ...(textOf(source.badge) === '' ? [] : [{ type: 'Badge', text: source.badge, style: 'Accent', spacing: 'Small' }]),
    ...(description === '' ? [] : [{ type: 'RichTextBlock', inlines: [description], spacing: 'Small' }]),
  ];
}
