import assert from 'node:assert/strict';
import { decodeFeed } from './decode-feed.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const declared = (encoding: string, text = '') => `<?xml version="1.0" encoding="${encoding}"?><a>${text}</a>`;

describe('decodeFeed', () => {
  it('takes the byte order mark before all else', () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes(declared('iso-8859-1', 'é'))]);
    assert.match(decodeFeed(marked, 'text/xml; charset=iso-8859-1'), /^<\?xml.*<a>é</);
    assert.match(decodeFeed(bytes(`\ufeff${declared('utf-16', 'é')}`, 'utf16le'), null), /^<\?xml.*<a>é</);
  });

  it('knows UTF-16 without a mark', () => {
    assert.match(decodeFeed(bytes(declared('utf-16', 'é'), 'utf16le'), null), /<a>é</);
    assert.match(decodeFeed(bytes(declared('utf-16', 'é'), 'utf16le').swap16(), null), /<a>é</);
  });

  it('takes the charset of the Content-Type, then the declaration', () => {
    const cyrillic = Buffer.concat([bytes('<?xml version="1.0" encoding="koi8-r"?><a>'), Buffer.from([0xcf, 0xf0])]);
    assert.match(decodeFeed(cyrillic, 'text/xml; charset="windows-1251"'), /<a>Пр/);
    assert.match(decodeFeed(cyrillic, 'text/xml'), /<a>оП/);
    assert.match(decodeFeed(cyrillic, 'text/xml; charset=bogus'), /<a>оП/);
  });

  it('reads UTF-8 where only the server says otherwise', () => {
    assert.match(decodeFeed(bytes(declared('utf-8', 'é')), 'text/xml; charset=iso-8859-1'), /<a>é</);
    assert.match(decodeFeed(bytes(declared('iso-8859-1', 'é')), 'text/xml; charset=utf-8'), /<a>é</);
  });

  it('reads what is not UTF-8 although nothing is said', () => {
    assert.equal(decodeFeed(bytes('<a>é</a>', 'latin1'), null), '<a>é</a>');
  });

  it('keeps the rest where one byte is not of the declared encoding', () => {
    const broken = Buffer.concat([bytes(declared('utf-8', 'é')), Buffer.from([0xe9])]);
    assert.match(decodeFeed(broken, null), /<a>é<\/a>\ufffd$/);
  });

  it('ignores a declared UTF-16 that could be read byte by byte', () => {
    assert.match(decodeFeed(bytes(declared('utf-16', 'é')), 'text/xml; charset=utf-16'), /<a>é</);
  });
});
