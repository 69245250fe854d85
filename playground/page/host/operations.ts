import { z } from '../zod.ts';
import type { AppRequests, FrameContext } from './app-requests.ts';

// The names and the shapes of what is asked and answered are those of teams-js 2.58, as its source has them:
// internal/appHelpers, internal/pagesHelpers, internal/dialogHelpers, public/authentication, public/clipboard,
// public/pages/config. `sendAndHandleStatusAndReason` wants [done, reason], `sendAndHandleSdkError` [error, result],
// `sendAndUnwrap` [result].

/** The answer's arguments; undefined: the app waits for none. */
type Answer = readonly unknown[] | undefined;

export type Operation = {
  /** Where teams-js allows it. */
  contexts: readonly FrameContext[];
  run: (app: AppRequests, args: readonly unknown[], context: FrameContext) => Answer | Promise<Answer>;
};

const everywhere: readonly FrameContext[] = ['content', 'settings', 'task', 'remove'];

/** What the playground's Teams can do; `isSupported()` of everything else is false. */
const RUNTIME = {
  apiVersion: 4,
  hostVersionsInfo: {},
  isLegacyTeams: false,
  supports: { app: {}, pages: { config: {} }, dialog: { url: {}, update: {} }, clipboard: {} },
};
const SDK_VERSION = '2.58.0';

const sizeSchema = z.union([z.number().positive(), z.enum(['small', 'medium', 'large'])]);
const taskSchema = z.object({
  url: z.string(),
  title: z.string().nullish(),
  width: sizeSchema.catch('small'),
  height: sizeSchema.catch('small'),
});
const resizeSchema = z.object({ width: sizeSchema.optional(), height: sizeSchema.optional() });
const configSchema = z.object({
  entityId: z.string().optional(),
  contentUrl: z.string(),
  suggestedDisplayName: z.string().optional(),
  websiteUrl: z.string().optional(),
  removeUrl: z.string().optional(),
});
const textSchema = z.object({ mimeType: z.literal('text/plain'), content: z.base64() });
/** teams-js: ErrorCode. */
const NOT_SUPPORTED = 100;
const INTERNAL_ERROR = 500;

/** Every function that the playground's Teams understands. */
export const operations: Readonly<Record<string, Operation>> = {
  initialize: {
    contexts: everywhere,
    run: (_app, _args, context) => [context, 'web', JSON.stringify(RUNTIME), SDK_VERSION],
  },
  getContext: { contexts: everywhere, run: app => [app.context()] },
  'appInitialization.appLoaded': { contexts: everywhere, run: app => tell(app.loaded) },
  'appInitialization.success': { contexts: everywhere, run: app => tell(app.loaded) },
  'appInitialization.failure': {
    contexts: everywhere,
    run: (app, [, message]) => tell(() => app.failed(text(message))),
  },
  'appInitialization.expectedFailure': {
    contexts: everywhere,
    run: (app, [, message]) => tell(() => app.failed(text(message))),
  },
  'authentication.getAuthToken': {
    contexts: everywhere,
    run: app =>
      app.authToken().then(
        token => [true, token],
        (error: unknown) => [false, reasonOf(error)],
      ),
  },
  executeDeepLink: {
    contexts: everywhere,
    run: (app, [address]) =>
      app.openLink(text(address) ?? '') ? [true] : [false, 'The playground cannot open this link.'],
  },
  'clipboard.writeToClipboard': {
    contexts: everywhere,
    run: async (app, [params]) => {
      const written = textSchema.safeParse(params).data;
      if (!written) return [{ errorCode: NOT_SUPPORTED, message: 'The playground copies text only.' }];
      const bytes = Uint8Array.from(atob(written.content), character => character.charCodeAt(0));
      return app.copy(new TextDecoder().decode(bytes)).then(
        () => [],
        (error: unknown) => [{ errorCode: INTERNAL_ERROR, message: reasonOf(error) }],
      );
    },
  },
  'settings.getSettings': { contexts: ['content', 'settings', 'remove'], run: app => [app.config()] },
  'settings.setSettings': {
    contexts: ['content', 'settings'],
    run: (app, [config]) => {
      const parsed = configSchema.safeParse(config).data;
      if (!parsed) return [false, 'contentUrl is required.'];
      app.setConfig(parsed);
      return [true];
    },
  },
  'settings.setValidityState': {
    contexts: ['settings', 'remove'],
    run: (app, [valid]) => tell(() => app.setValidity(valid === true)),
  },
  'settings.save.success': { contexts: ['settings'], run: app => tell(() => app.saved({ ok: true })) },
  'settings.save.failure': {
    contexts: ['settings'],
    run: (app, [reason]) => tell(() => app.saved({ ok: false, reason: text(reason) })),
  },
  'settings.remove.success': { contexts: ['settings', 'remove'], run: app => tell(() => app.removed({ ok: true })) },
  'settings.remove.failure': {
    contexts: ['settings', 'remove'],
    run: (app, [reason]) => tell(() => app.removed({ ok: false, reason: text(reason) })),
  },
  'tasks.startTask': {
    contexts: ['content'],
    run: (app, [request]) => {
      const parsed = taskSchema.safeParse(request).data;
      if (!parsed) return ['The dialog has no url.', null];
      return app.openDialog({ ...parsed, title: parsed.title ?? '' }).then(
        result => [null, result],
        (error: unknown) => [reasonOf(error), null],
      );
    },
  },
  'tasks.updateTask': {
    contexts: ['content', 'task'],
    run: (app, [size]) => {
      const parsed = resizeSchema.safeParse(size).data;
      return tell(() => parsed && app.resizeDialog(parsed));
    },
  },
  'tasks.completeTask': { contexts: ['task'], run: (app, [result]) => tell(() => app.submitDialog(result)) },
};

function tell(action: () => void): undefined {
  action();
  return undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
