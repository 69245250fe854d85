import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { parseRootKeys } from './root-keys.ts';
import type { Token } from './token.ts';
import { readShortToken, readWebhookb2Token, webhookUrls } from './webhook-url.ts';

const rootKey = () => randomBytes(32).toString('base64url');
const keys = parseRootKeys(`7:${rootKey()},3:${rootKey()}`);
const owner = { tenantId: '9e7b80c7-1111-4222-8333-444455556666', groupId: 'a1269812-1111-4222-8333-444455556666' };
const tokens: fc.Arbitrary<Token> = fc.record(
  {
    connectionId: fc.uint8Array({ minLength: 12, maxLength: 12 }).map(bytes => Buffer.from(bytes).toString('hex')),
    rootKey: fc.constantFrom(7, 3),
    epoch: fc.integer({ min: 0, max: 255 }),
    generation: fc.integer({ min: 0, max: 65535 }),
  },
  { noNullPrototype: true },
);
const urlsOf = (token: Token) => webhookUrls(keys, 'https://connectors.example.org', token, owner);
const lastSegments = (url: string, count: number) => new URL(url).pathname.split('/').slice(-count);

describe('webhook URLs', () => {
  it('carry their token in all three shapes', () => {
    fc.assert(
      fc.property(tokens, token => {
        const urls = urlsOf(token);
        const [short = ''] = lastSegments(urls.short, 1);
        const [first = '', second = ''] = lastSegments(urls.webhookb2, 2);
        const [workflows = ''] = lastSegments(urls.workflows, 5);
        assert.deepEqual(readShortToken(keys, short), token);
        assert.deepEqual(readShortToken(keys, workflows), token);
        assert.deepEqual(readWebhookb2Token(keys, first, second), token);
        assert.deepEqual(readWebhookb2Token(keys, first.toUpperCase(), second.toUpperCase()), token);
      }),
    );
  });

  it('are short enough for senders that keep them in 100 or 255 characters', () => {
    const urls = urlsOf({ connectionId: 'ab'.repeat(12), rootKey: 7, epoch: 0, generation: 0 });
    assert.ok(urls.short.length < 100, urls.short);
    assert.ok(urls.webhookb2.length < 255);
    assert.match(urls.webhookb2, /\/webhookb2\/[\da-f-]{36}@[\da-f-]{36}\/IncomingWebhook\/[\da-f]{32}\/[\da-f-]{36}$/);
  });

  it('are taken by senders that look for what a Workflows URL of Microsoft ends with', () => {
    const { workflows } = urlsOf({ connectionId: 'ab'.repeat(12), rootKey: 7, epoch: 0, generation: 0 });
    // How apprise 1.9 tells one (apprise/plugins/workflows.py): the path, a query, and in it a signature.
    const apprise =
      /^https:\/\/[\w.-]+(?::\d{1,5})?\/workflows\/[\w-]+\/triggers\/manual\/paths\/invoke\/?\?(?<query>.+)$/i;
    const query = new URLSearchParams(apprise.exec(workflows)?.groups?.query);
    assert.match(query.get('sig') ?? '', /^[a-z0-9_-]+$/i);
    assert.deepEqual([...query.keys()], ['api-version', 'sp', 'sv', 'sig']);
    assert.equal(query.get('sp'), '/triggers/manual/run');
    assert.ok(workflows.length < 200, `${workflows.length}`);
    // It is no second secret: another connection's is the same.
    const other = urlsOf({ connectionId: 'cd'.repeat(12), rootKey: 3, epoch: 1, generation: 2 });
    assert.equal(new URL(other.workflows).search, new URL(workflows).search);
  });

  it('are refused when any character of the token is another', () => {
    fc.assert(
      fc.property(tokens, fc.nat(42), fc.constantFrom(...'ABCxyz019-_'), (token, at, character) => {
        const [short = ''] = lastSegments(urlsOf(token).short, 1);
        fc.pre(short[at] !== character);
        assert.equal(readShortToken(keys, short.slice(0, at) + character + short.slice(at + 1)), undefined);
      }),
    );
  });

  it('are refused when their root key is not known here', () => {
    const [short = ''] = lastSegments(
      urlsOf({ connectionId: '00'.repeat(12), rootKey: 3, epoch: 1, generation: 1 }).short,
      1,
    );
    assert.equal(readShortToken(parseRootKeys(`7:${rootKey()}`), short), undefined);
    assert.equal(readShortToken(parseRootKeys(`3:${rootKey()}`), short), undefined);
  });

  it('never throw for text that is no token', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        assert.equal(readShortToken(keys, a), undefined);
        assert.equal(readWebhookb2Token(keys, a, b), undefined);
      }),
    );
  });
});
