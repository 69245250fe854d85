import { app, authentication, dialog, FrameContexts, pages } from '@microsoft/teams-js';
import type { ThemeName } from '../card/teams-theme.ts';
import { readTheme } from './read-theme.ts';

/** Where in Teams the page was opened. */
export type Place = 'tab' | 'dialog' | 'settings' | 'remove';

/** Teams around the page, as far as the page uses it. What it says of the channel is never proof of anything. */
export interface Host {
  place: Place;
  /** Such as `fr-CA`. */
  locale: string;
  theme: ThemeName;
  channelId: string | undefined;
  /** The person's single sign-on token. Teams keeps it and renews it. */
  token(): Promise<string>;
  onThemeChange(listener: (theme: ThemeName) => void): void;
  /** Teams takes its own loading picture away. */
  notifySuccess(): void;
  notifyFailure(reason: string): void;
  /** Only in a dialog. */
  closeDialog(): void;
  /** Only in settings: what Teams adds to the channel when the person presses its Save. */
  offerTab(tab: OfferedTab): void;
}

export interface OfferedTab {
  contentUrl: string;
  /** The same for every tab of ours: a channel needs one. */
  entityId: string;
  name: string;
}

/** Nobody answers as Teams does: the page was opened by its address. */
export class NotInTeamsError extends Error {}

/** Real Teams answers in well under a second; a slow phone may take some. */
const patience = 8_000;

/** Greets Teams. @throws NotInTeamsError when the page stands alone, or the frame around it does not answer */
export async function connectToHost(): Promise<Host> {
  if (window.parent === window && window.opener === null) throw new NotInTeamsError('The page stands alone.');
  const context = await answered(app.initialize().then(() => app.getContext()));
  return {
    place: placeOf(context.page.frameContext),
    locale: context.app.locale,
    theme: readTheme(context.app.theme),
    channelId: context.channel?.id,
    token: () => authentication.getAuthToken(),
    onThemeChange: listener => app.registerOnThemeChangeHandler(theme => listener(readTheme(theme))),
    notifySuccess: () => app.notifySuccess(),
    notifyFailure: message => app.notifyFailure({ reason: app.FailedReason.Other, message }),
    closeDialog: () => dialog.url.submit(),
    offerTab,
  };
}

function offerTab({ contentUrl, entityId, name }: OfferedTab): void {
  pages.config.registerOnSaveHandler(saving => {
    pages.config.setConfig({ contentUrl, entityId, suggestedDisplayName: name }).then(
      () => saving.notifySuccess(),
      (error: unknown) => saving.notifyFailure(String(error)),
    );
  });
  pages.config.setValidityState(true);
}

function answered<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NotInTeamsError('The frame around the page does not answer.')), patience);
    promise.then(resolve, () => reject(new NotInTeamsError('The frame around the page is not Teams.')));
    promise.finally(() => clearTimeout(timer)).catch(() => {});
  });
}

function placeOf(frame: FrameContexts): Place {
  if (frame === FrameContexts.task) return 'dialog';
  if (frame === FrameContexts.settings) return 'settings';
  if (frame === FrameContexts.remove) return 'remove';
  return 'tab';
}
