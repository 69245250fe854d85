import { Action, type PropertyBag, type SerializationContext, ShowCardAction } from 'adaptivecards';

/** What Teams shows beside the button stands below it here, as a card does that a button opens. */
export class PopoverAction extends ShowCardAction {
  override getJsonTypeName(): string {
    return 'Action.Popover';
  }

  protected override internalParse(source: PropertyBag, context: SerializationContext): void {
    super.internalParse({ ...source, card: { type: 'AdaptiveCard', body: [source.content] } }, context);
  }
}

/** Brings the card back to how it was before somebody typed. */
export class ResetInputsAction extends Action {
  override getJsonTypeName(): string {
    return 'Action.ResetInputs';
  }
}
