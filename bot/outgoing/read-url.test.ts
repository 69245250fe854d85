import assert from 'node:assert/strict';
import { OutgoingError } from './outgoing-error.ts';
import { readUrl } from './read-url.ts';

describe('reading a URL that may be called', () => {
  const read: Record<string, string> = {
    'https://feeds.example/a?b=c#d': 'https://feeds.example/a?b=c',
    'HTTPS://Feeds.Example.:443/a b': 'https://feeds.example/a%20b',
    'http://bücher.example:8080': 'http://xn--bcher-kva.example:8080/',
    'http://a_b.example/x?y=\\z': 'http://a_b.example/x?y=\\z',
    'http://0x8.010.2056': 'http://8.8.8.8/',
    'http://[2606:4700:0:0::1]/': 'http://[2606:4700::1]/',
  };
  for (const [text, href] of Object.entries(read)) it(`takes ${text}`, () => assert.equal(readUrl(text).href, href));

  const refused: Record<string, RegExp> = {
    'feeds.example/a': /complete/,
    'ftp://feeds.example/': /https/,
    'http://user@feeds.example/': /user name/,
    'http://:password@feeds.example/': /user name/,
    'http://feeds.example/a\tb': /characters/,
    'http://feeds.example/\r\nHost: a': /characters/,
    'http://feeds.example\\a': /characters/,
    'http://feeds!.example/': /host name/,
    [`http://feeds.example/${'a'.repeat(9000)}`]: /8192/,
  };
  for (const [text, fault] of Object.entries(refused))
    it(`refuses ${JSON.stringify(text.slice(0, 40))}, and says why`, () => {
      assert.throws(
        () => readUrl(text),
        (error: unknown) => error instanceof OutgoingError && error.code === 'refused-url' && fault.test(error.message),
      );
    });

  it('takes a relative one from where a redirect came, and says which host that was', () => {
    const from = new URL('https://feeds.example/a/b?token=secret');
    assert.equal(readUrl('../c', from).href, 'https://feeds.example/c');
    assert.throws(() => readUrl('ftp://a.example', from), {
      message:
        'The host feeds.example redirects to an address that cannot be called: it does not begin with https:// or http://.',
    });
  });
});
