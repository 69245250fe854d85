import assert from 'node:assert/strict';
import fc from 'fast-check';
import { adaptiveCard } from '../../../test/adaptive-card-schema.ts';
import { cardTexts } from '../../locales/card-texts.ts';
import { renderWithinLimit } from '../../notification/limits.ts';
import { plainNotification } from './plain-notification.ts';

const shown = (body: unknown) => {
  const [content] = plainNotification('Example', 'build.is_done', body).contents;
  assert.ok(content?.kind === 'message');
  return content;
};

describe('a plain notification', () => {
  it('names the service and the event', () => assert.equal(shown({}).title, 'Example: build is done'));

  it('shows the first text it finds, the plain values, and a link', () => {
    const message = shown({
      build: { title: 'Build *7*', html_url: 'https://a.example/7' },
      branch: 'main',
      passed: true,
      count: 3,
    });
    assert.equal(message.text, 'Build \\*7\\*');
    assert.deepEqual(message.sections[0]?.facts, [
      { name: 'branch', value: 'main' },
      { name: 'passed', value: 'true' },
      { name: 'count', value: '3' },
    ]);
    assert.deepEqual(message.actions, [{ kind: 'open', title: 'Example', url: 'https://a.example/7' }]);
  });

  it('shows no secrets', () => {
    const secrets = { token: 'a', client_secret: 'b', password: 'c', signature: 'd', api_key: 'f', Authorization: 'g' };
    const facts = shown({ ...secrets, ok: 'e' }).sections[0]?.facts;
    assert.deepEqual(facts, [{ name: 'ok', value: 'e' }]);
  });

  it('shows no webhook URL, where a service sends along where it sends to', () => {
    const url = `https://a.example/w/${'A'.repeat(43)}`;
    for (const body of [{ url }, { hook: { url } }, { text: `To ${url}` }, { x: { name: url } }, { note: `at ${url}` }])
      assert.doesNotMatch(JSON.stringify(plainNotification('Example', 'test', body)), /AAAA/, JSON.stringify(body));
    assert.deepEqual(shown({ url }).actions, []);
  });

  it('is a valid card of whatever body', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (event, body) => {
        const notification = plainNotification('Example', event, body);
        assert.notEqual(notification.summary, '');
        for (const card of renderWithinLimit(notification, { name: 'Example' }, cardTexts('en')))
          adaptiveCard.parse(card);
      }),
      { numRuns: 200 },
    );
  });
});
