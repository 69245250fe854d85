import type { DialogSize } from './dialog-size.ts';

/** Where in Teams a page of the app is shown; teams-js allows each of its functions in some of them only. */
export type FrameContext = 'content' | 'settings' | 'task' | 'remove';

/** What an app says of its tab (teams-js: InstanceConfig). */
export type TabConfig = {
  entityId?: string | undefined;
  contentUrl: string;
  suggestedDisplayName?: string | undefined;
  websiteUrl?: string | undefined;
  removeUrl?: string | undefined;
};

/** The dialog that an app asks for. */
export type TaskRequest = { url: string; title: string; width: DialogSize; height: DialogSize };

/** What a page of the app may ask of the Teams around it. */
export type AppRequests = {
  /** The flat context, as Teams' clients send it. */
  context: () => Record<string, unknown>;
  /** The page has something to show. */
  loaded: () => void;
  failed: (message: string | undefined) => void;
  /** The single sign-on token of whoever looks at the page. Rejects with the reason. */
  authToken: () => Promise<string>;
  /** Whether there was something to open. */
  openLink: (address: string) => boolean;
  copy: (text: string) => Promise<void>;
  /** The configuration of this tab; an empty object before it was saved. */
  config: () => TabConfig | Record<string, never>;
  setConfig: (config: TabConfig) => void;
  /** Whether Save (or Remove) may be pressed. */
  setValidity: (valid: boolean) => void;
  /** What the app made of Save; a failure has its reason, if the app gave one. */
  saved: (outcome: Outcome) => void;
  removed: (outcome: Outcome) => void;
  /** Opens a dialog; the answer is what it came back with. Rejects with the reason when it was closed. */
  openDialog: (request: TaskRequest) => Promise<unknown>;
  resizeDialog: (size: { width?: DialogSize | undefined; height?: DialogSize | undefined }) => void;
  submitDialog: (result: unknown) => void;
};

export type Outcome = { ok: true } | { ok: false; reason: string | undefined };
