import type { AppRequests, FrameContext } from './app-requests.ts';
import { answerTo, type FrameMessage, readRequest } from './frame-message.ts';
import { operations } from './operations.ts';

/** Teams, as one page of the app in a frame sees it. */
export type FrameHost = {
  /** Takes what the frame posted; anything that is not for Teams is let be. Resolves when it has been answered. */
  receive: (data: unknown) => Promise<void>;
  /** Tells the app of another theme, if it wants to know. */
  themeChanged: (theme: string) => void;
  /** Save, or Remove, was pressed: the app answers with `saved`, or `removed`. */
  save: () => void;
  remove: () => void;
};

/**
 * Answers teams-js, which speaks to its host in messages: `{id, func, args}` is answered with `{id, args}`, and the
 * host's own events are `{func, args}`.
 * @param app what answers, asked for anew with every message
 * @param post sends a message into the frame
 * @param complain told when the app asks for something that is not there, or not in this frame context
 */
export function createFrameHost(
  context: FrameContext,
  app: () => AppRequests,
  post: (message: FrameMessage) => void,
  complain: (sentence: string) => void,
): FrameHost {
  const wanted = new Set<unknown>();
  return {
    receive: async data => {
      const request = readRequest(data);
      if (!request) return;
      const { func, args } = request;
      if (func === 'registerHandler') {
        wanted.add(args[0]);
        return;
      }
      const operation = Object.hasOwn(operations, func) ? operations[func] : undefined;
      if (!operation) return complain(`The app asked Teams for "${func}", which the playground does not know.`);
      if (!operation.contexts.includes(context)) {
        return complain(`The app asked Teams for "${func}", which is not allowed in the frame context "${context}".`);
      }
      const answer = await operation.run(app(), args, context);
      if (answer) post(answerTo(request, answer));
    },
    themeChanged: theme => {
      if (wanted.has('themeChange')) post({ func: 'themeChange', args: [theme] });
    },
    save: () => post({ func: 'settings.save', args: [{}] }),
    remove: () => post({ func: 'settings.remove', args: [] }),
  };
}
