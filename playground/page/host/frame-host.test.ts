import assert from 'node:assert/strict';
import type { AppRequests, FrameContext } from './app-requests.ts';
import { createFrameHost } from './frame-host.ts';
import type { FrameMessage } from './frame-message.ts';

/** The host, what it posted, what it complained of, and what the app asked it to do. */
function frame(context: FrameContext, changes: Partial<AppRequests> = {}) {
  const posted: FrameMessage[] = [];
  const complaints: string[] = [];
  const done: unknown[] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) =>
      void done.push([name, ...args]);
  const app: AppRequests = {
    context: () => ({ locale: 'fr-fr', theme: 'dark', channelId: '19:builds' }),
    loaded: note('loaded'),
    failed: note('failed'),
    authToken: async () => 'a.token',
    openLink: address => address.startsWith('https://'),
    copy: async text => note('copy')(text),
    config: () => ({ contentUrl: 'http://localhost/tab/connectors' }),
    setConfig: note('setConfig'),
    setValidity: note('setValidity'),
    saved: note('saved'),
    removed: note('removed'),
    openDialog: async request => ({ came: 'back', from: request.url }),
    resizeDialog: note('resizeDialog'),
    submitDialog: note('submitDialog'),
    ...changes,
  };
  const host = createFrameHost(
    context,
    () => app,
    message => posted.push(message),
    sentence => complaints.push(sentence),
  );
  const ask = async (func: string, ...args: unknown[]): Promise<readonly unknown[] | undefined> => {
    const before = posted.length;
    await host.receive({ id: 7, uuidAsString: 'u-7', func, args, timestamp: 1, apiVersionTag: 'v2_x' });
    const answer = posted[before];
    if (!answer) return undefined;
    assert.ok('id' in answer);
    assert.deepEqual([answer.id, answer.uuidAsString], [7, 'u-7']);
    return answer.args;
  };
  return { host, ask, posted, complaints, done };
}

describe('the host of a frame', () => {
  it('tells teams-js the frame context and what it can do', async () => {
    const { ask } = frame('task');
    const [context, client, runtime, version] = (await ask('initialize', '2.58.0', 4, [])) ?? [];
    assert.deepEqual([context, client, version], ['task', 'web', '2.58.0']);
    const { apiVersion, supports } = JSON.parse(String(runtime));
    assert.equal(apiVersion, 4);
    assert.deepEqual(Object.keys(supports).sort(), ['app', 'clipboard', 'dialog', 'pages']);
  });

  it('answers the context and the token, or why there is none', async () => {
    const { ask } = frame('content');
    assert.deepEqual(await ask('getContext'), [{ locale: 'fr-fr', theme: 'dark', channelId: '19:builds' }]);
    assert.deepEqual(await ask('authentication.getAuthToken', null, null, false), [true, 'a.token']);
    const refusing = frame('content', { authToken: () => Promise.reject(new Error('Nobody is signed in.')) });
    assert.deepEqual(await refusing.ask('authentication.getAuthToken'), [false, 'Nobody is signed in.']);
  });

  it('lets a configuration page say what its tab shows, and Save', async () => {
    const { host, ask, posted, done } = frame('settings');
    assert.equal(await ask('settings.setValidityState', true), undefined);
    assert.deepEqual(await ask('settings.setSettings', { contentUrl: 'http://localhost/tab/x', other: 1 }), [true]);
    assert.deepEqual(await ask('settings.setSettings', { entityId: 'x' }), [false, 'contentUrl is required.']);
    assert.deepEqual(await ask('settings.getSettings'), [{ contentUrl: 'http://localhost/tab/connectors' }]);
    host.save();
    assert.deepEqual(posted.at(-1), { func: 'settings.save', args: [{}] });
    await ask('settings.save.success');
    await ask('settings.save.failure', 'No right to it.');
    assert.deepEqual(done, [
      ['setValidity', true],
      ['setConfig', { contentUrl: 'http://localhost/tab/x' }],
      ['saved', { ok: true }],
      ['saved', { ok: false, reason: 'No right to it.' }],
    ]);
  });

  it('opens dialogs and answers what they came back with, or that they were closed', async () => {
    const { ask } = frame('content');
    const request = { url: '/tab/update-url', title: null, width: 600, height: 'large' };
    assert.deepEqual(await ask('tasks.startTask', request), [null, { came: 'back', from: '/tab/update-url' }]);
    const closing = frame('content', { openDialog: () => Promise.reject(new Error('closed')) });
    assert.deepEqual(await closing.ask('tasks.startTask', request), ['closed', null]);
    assert.deepEqual(await closing.ask('tasks.startTask', {}), ['The dialog has no url.', null]);
  });

  it('takes what a dialog comes back with, and its size', async () => {
    const { ask, done } = frame('task');
    await ask('tasks.updateTask', { height: 300 });
    await ask('tasks.completeTask', { updated: 'id' }, []);
    assert.deepEqual(done, [
      ['resizeDialog', { height: 300 }],
      ['submitDialog', { updated: 'id' }],
    ]);
  });

  it('allows each function only where teams-js does', async () => {
    for (const [context, func] of [
      ['content', 'tasks.completeTask'],
      ['content', 'settings.setValidityState'],
      ['content', 'settings.save.success'],
      ['settings', 'tasks.startTask'],
      ['task', 'tasks.startTask'],
      ['task', 'settings.setSettings'],
    ] as const) {
      const { ask, complaints, done } = frame(context);
      assert.equal(await ask(func, { url: '/tab/', contentUrl: '/tab/' }), undefined, func);
      assert.equal(complaints.length, 1, func);
      assert.deepEqual(done, [], func);
    }
  });

  it('tells of another theme whoever asked to be told', async () => {
    const { host, ask, posted } = frame('content');
    host.themeChanged('dark');
    assert.deepEqual(posted, []);
    await ask('registerHandler', 'themeChange');
    host.themeChanged('contrast');
    assert.deepEqual(posted, [{ func: 'themeChange', args: ['contrast'] }]);
  });

  it('hears when the app is loaded, and when it could not be', async () => {
    const { ask, done } = frame('content');
    await ask('appInitialization.appLoaded', '2.58.0');
    await ask('appInitialization.success', '2.58.0');
    await ask('appInitialization.failure', 'Timeout', 'The service does not answer.', null);
    await ask('appInitialization.expectedFailure', 'PermissionError');
    assert.deepEqual(done, [['loaded'], ['loaded'], ['failed', 'The service does not answer.'], ['failed', undefined]]);
  });

  it('follows links, and copies text', async () => {
    const { ask, done } = frame('content');
    assert.deepEqual(await ask('executeDeepLink', 'https://teams.microsoft.com/l/entity/a/b'), [true]);
    assert.equal((await ask('executeDeepLink', 'javascript:alert(1)'))?.[0], false);
    const content = Buffer.from('Ça marche').toString('base64');
    assert.deepEqual(await ask('clipboard.writeToClipboard', { mimeType: 'text/plain', content }), []);
    assert.deepEqual(done, [['copy', 'Ça marche']]);
    const [error] = (await ask('clipboard.writeToClipboard', { mimeType: 'image/png', content })) ?? [];
    assert.match(JSON.stringify(error), /text only/);
  });

  it('lets be what is not for it, and names what it does not know', async () => {
    const { host, ask, posted, complaints } = frame('content');
    for (const data of [null, 'text', 7, [], {}, { func: 'initialize' }, { id: '1', func: 'initialize' }, { id: 1 }])
      await host.receive(data);
    assert.deepEqual([posted, complaints], [[], []]);
    for (const func of ['calendar.openCalendarItem', 'toString', '__proto__']) await ask(func);
    assert.equal(complaints.length, 3);
    assert.deepEqual(posted, []);
  });
});
