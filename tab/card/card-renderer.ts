import {
  type Action,
  AdaptiveCard,
  BaseTextBlock,
  type CardElement,
  CardObjectRegistry,
  ExecuteAction,
  GlobalRegistry,
  GlobalSettings,
  HostConfig,
  OpenUrlAction,
  SerializationContext,
  SubmitAction,
  TextBlock,
  TextRun,
} from 'adaptivecards';
import { writeDates } from './card-dates.ts';
import { hostConfig } from './host-config.ts';
import { renderMarkdown } from './markdown.ts';
import { keepMentions, mentionTexts } from './mentions.ts';
import { replaceMissingImages } from './missing-image.ts';
import { LINK_REL, safeAddress } from './safe-address.ts';
import { ResetInputsAction } from './teams/actions.ts';
import { prepareCard } from './teams/prepare-card.ts';
import { registerTeamsActions, registerTeamsElements } from './teams/register.ts';

/** A button of a card that goes to the bot. */
export type BotAction = { type: string; verb?: string; data?: unknown };

/** What a card's buttons do. */
export type CardHandlers = {
  /** Action.Execute and Action.Submit: they go to the bot. */
  onAction: (action: BotAction) => void;
  /** Action.OpenUrl. True: it was opened here; else the browser opens it in a tab of its own. */
  onLink: (address: string) => boolean;
};

/** An address in a card leads where Teams lets it lead, whichever way it is opened. */
class SafeOpenUrlAction extends OpenUrlAction {
  override getHref(): string | undefined {
    return safeAddress(this.url ?? '');
  }
}

/** What can be tapped in a text says where it leads as every link does. */
class SafeTextRun extends TextRun {
  protected override internalRender(): HTMLElement | undefined {
    const element = super.internalRender();
    for (const link of element?.querySelectorAll('a') ?? []) link.rel = LINK_REL;
    return element;
  }
}

/** Settings of the adaptivecards library, which has them for all cards in one place. */
function setUpLibrary(): void {
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = renderMarkdown(text);
    result.didProcess = true;
  };
  // CSS cuts text that is too long; the library's own way reads HTML back.
  GlobalSettings.useAdvancedTextBlockTruncation = false;
  GlobalSettings.useWebkitLineClamp = true;
  GlobalSettings.allowPreProcessingPropertyValues = true;
  GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;
  GlobalSettings.setTabIndexAtCardRoot = false;
}

/**
 * Draws an Adaptive Card as Teams does.
 * @param card as it came: hostile input
 * @param locale the reader's language, such as `fr-FR`
 * @param headingLevel of the card's own headings, on the page where it stands: 1 to 6
 * @throws Error when it is no Adaptive Card
 */
export function renderCard(card: unknown, locale: string, headingLevel: number, handlers: CardHandlers): HTMLElement {
  setUpLibrary();
  const adaptiveCard = new AdaptiveCard();
  adaptiveCard.hostConfig = new HostConfig({ ...hostConfig, textBlock: { headingLevel } });
  const mentions = mentionTexts(card);
  adaptiveCard.onPreProcessPropertyValue = (sender, property, value) => {
    if (property !== BaseTextBlock.textProperty || typeof value !== 'string') return value;
    const text = writeDates(value, locale);
    return sender instanceof TextBlock ? keepMentions(text, mentions) : text;
  };
  const draw = (): HTMLElement => {
    adaptiveCard.parse(prepareCard(card), contextFor(locale));
    const element = adaptiveCard.render();
    if (!element) throw new Error('The card has nothing to show.');
    replaceMissingImages(element);
    return element;
  };
  adaptiveCard.onExecuteAction = action => {
    if (action instanceof ResetInputsAction) adaptiveCard.renderedElement?.replaceWith(draw());
    else execute(action, handlers);
  };
  return draw();
}

function execute(action: Action, { onAction, onLink }: CardHandlers): void {
  if (action instanceof OpenUrlAction) {
    const address = action.getHref();
    if (address !== undefined && !onLink(address)) window.open(address, '_blank', 'noopener,noreferrer');
  } else if (action instanceof ExecuteAction) {
    onAction({ type: 'Action.Execute', verb: action.verb, data: action.data });
  } else if (action instanceof SubmitAction) {
    onAction({ type: 'Action.Submit', data: action.data });
  }
}

/** What the library knows, what Teams knows beyond it, and links that lead to where Teams lets them lead. */
function contextFor(locale: string): SerializationContext {
  const elements = new CardObjectRegistry<CardElement>();
  GlobalRegistry.populateWithDefaultElements(elements);
  registerTeamsElements(elements, locale);
  elements.register('TextRun', SafeTextRun);
  const actions = new CardObjectRegistry<Action>();
  GlobalRegistry.populateWithDefaultActions(actions);
  registerTeamsActions(actions);
  for (const type of [OpenUrlAction.JsonTypeName, 'Action.OpenUrlDialog']) actions.register(type, SafeOpenUrlAction);
  const context = new SerializationContext();
  context.setElementRegistry(elements);
  context.setActionRegistry(actions);
  return context;
}
