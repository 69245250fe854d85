import assert from 'node:assert/strict';
import { ApiProblem, createApi } from './client.ts';

const texts = { signOnFailed: 'No sign-on.', unreachable: 'Unreachable.', notUnderstood: 'Not understood.' };

interface Given {
  answer?: () => Promise<Response>;
  token?: () => Promise<string>;
}

function api({ answer = async () => Response.json({ ok: true }), token = async () => 'the-token' }: Given = {}) {
  const sent: Request[] = [];
  const changes: number[] = [];
  return {
    sent,
    changes,
    ...createApi({
      texts,
      token,
      language: 'fr-CA',
      onChange: () => changes.push(1),
      fetch: async (path, request) => {
        sent.push(new Request(new URL(String(path), 'https://a.example'), request));
        return answer();
      },
    }),
  };
}

async function problemOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => assert.fail('It went through.'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ApiProblem);
  return error.problem;
}

describe("the service's API in the tab", () => {
  it('is asked as the person who is signed in, in their language', async () => {
    const { get, sent } = api({ answer: async () => Response.json({ a: 1 }, { headers: { etag: '"7"' } }) });
    assert.deepEqual(await get('/api/x'), { data: { a: 1 }, etag: '"7"' });
    assert.equal(sent[0]?.headers.get('authorization'), 'Bearer the-token');
    assert.equal(sent[0]?.headers.get('accept-language'), 'fr-CA');
  });

  it('gets changes with the version that was seen', async () => {
    const { patch, sent } = api();
    await patch('/api/x', { name: 'a' }, { ifMatch: '"7"' });
    assert.equal(sent[0]?.method, 'PATCH');
    assert.equal(sent[0]?.headers.get('if-match'), '"7"');
    assert.equal(await sent[0]?.text(), '{"name":"a"}');
  });

  it('needs no body where nothing is answered', async () => {
    const removed = api({ answer: async () => new Response(null, { status: 204 }) });
    assert.deepEqual(await removed.delete('/api/x', { ifMatch: '"7"' }), { data: undefined, etag: undefined });
  });

  it('says when something was changed, and only then', async () => {
    const { get, post, changes } = api();
    await get('/api/x');
    await post('/api/x/preview', {}, { changesNothing: true });
    assert.equal(changes.length, 0);
    await post('/api/x');
    assert.equal(changes.length, 1);
  });

  it('hands on what the service refuses, with its fields', async () => {
    const refused = { status: 422, code: 'not-valid', detail: 'No.', fields: [{ field: 'name', detail: 'Needed.' }] };
    const { post, changes } = api({ answer: async () => Response.json(refused, { status: 422 }) });
    assert.deepEqual(await problemOf(post('/api/x')), refused);
    assert.equal(changes.length, 0);
  });

  it('says so when the service cannot be reached, or something else answers in its place', async () => {
    const gone = api({ answer: () => Promise.reject(new TypeError('fetch failed')) });
    assert.deepEqual(await problemOf(gone.get('/api/x')), { status: 0, code: 'internal', detail: texts.unreachable });
    for (const status of [200, 502]) {
      const foreign = api({ answer: async () => new Response('<html>', { status }) });
      assert.deepEqual(await problemOf(foreign.get('/api/x')), {
        status,
        code: 'internal',
        detail: texts.notUnderstood,
      });
    }
  });

  it('asks nothing without a token', async () => {
    const { get, sent } = api({ token: () => Promise.reject(new Error('resourceDisabled')) });
    assert.equal((await problemOf(get('/api/x'))).detail, texts.signOnFailed);
    assert.equal(sent.length, 0);
  });
});
