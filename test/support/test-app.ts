import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';

const teamsJs = join(import.meta.dirname, '../../node_modules/@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js');

/**
 * A page that does with teams-js what an app may do in the frame context that it finds itself in, and writes down what
 * it learned in `<pre>`.
 */
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Test app</title>
<h1>Test app</h1>
<pre id="context"></pre>
<pre id="seen"></pre>
<script src="/tab/teams.js"></script>
<script>
  const { app, authentication, dialog, pages } = microsoftTeams;
  const saw = text => { document.querySelector('#seen').textContent += text + '\\n'; };
  const button = (name, action) => {
    const made = Object.assign(document.createElement('button'), { textContent: name, onclick: action });
    document.body.append(made);
  };
  (async () => {
    await app.initialize();
    const context = await app.getContext();
    const { frameContext } = context.page;
    const token = await authentication.getAuthToken();
    const claims = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    document.querySelector('#context').textContent = JSON.stringify({
      path: location.pathname + location.search, frameContext, locale: context.app.locale, theme: context.app.theme,
      channel: context.channel?.displayName, team: context.team?.displayName, chat: context.chat !== undefined,
      entity: context.page.id, user: context.user.userPrincipalName, token: claims.oid === context.user.id,
    });
    app.registerOnThemeChangeHandler(theme => saw('theme ' + theme));
    if (location.search.includes('fail')) {
      return app.notifyFailure({ reason: 'Other', message: 'The service is being repaired.' });
    }
    if (frameContext === 'content') {
      button('Open dialog', () => dialog.url.open(
        { url: location.origin + '/tab/dialog', title: 'A dialog', size: { width: 400, height: 300 } },
        ({ err, result }) => saw('dialog ' + (err ?? JSON.stringify(result)))));
      button('Copy', () => navigator.clipboard.writeText('copied in the tab').then(
        () => saw('copied'), error => saw('not copied: ' + error.message)));
    }
    if (frameContext === 'task') button('Done', () => dialog.url.submit({ chosen: 1 }));
    if (frameContext === 'settings') {
      button('Choose', () => pages.config.setValidityState(true));
      pages.config.registerOnSaveHandler(async event => {
        await pages.config.setConfig({
          entityId: 'connectors', suggestedDisplayName: 'Connectors',
          contentUrl: location.origin + '/tab/content', removeUrl: location.origin + '/tab/remove',
        });
        event.notifySuccess();
      });
    }
    if (frameContext === 'remove') {
      pages.config.registerOnRemoveHandler(event => event.notifySuccess());
    }
    app.notifySuccess();
  })().catch(error => saw('error ' + error.message));
</script>
</html>
`;

const invokeSchema = z.looseObject({ type: z.string(), name: z.string().optional() });
export type SeenInvoke = z.infer<typeof invokeSchema>;

/** A service with a bot and a tab, as the playground sees one. */
export type TestApp = {
  url: string;
  /** The invokes that the bot was sent. */
  invokes: SeenInvoke[];
  /** What the bot answers to an invoke of that name. */
  answers: Map<string, unknown>;
  close: () => Promise<void>;
};

export async function startTestApp(): Promise<TestApp> {
  const invokes: SeenInvoke[] = [];
  const answers = new Map<string, unknown>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(`http://localhost${request.url}`);
    if (pathname === '/api/messages') {
      const activity = invokeSchema.parse(await new Response(request).json());
      if (activity.type === 'invoke') invokes.push(activity);
      const answer = answers.get(activity.name ?? '');
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(answer === undefined ? undefined : JSON.stringify(answer));
    } else if (pathname === '/tab/teams.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      response.end(await readFile(teamsJs));
    } else if (pathname === '/tab/missing') {
      response.writeHead(503, { 'content-type': 'text/plain' });
      response.end('The tab is not built yet.');
    } else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(page);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    invokes,
    answers,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
