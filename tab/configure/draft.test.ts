import assert from 'node:assert/strict';
import type { ConnectorDetail } from '../../bot/api/contract.ts';
import { missingFields, newDraft, pictureOf, requestOf } from './draft.ts';

const about = { hint: null, required: false };

const connector: ConnectorDetail = {
  id: 'rss',
  name: 'RSS',
  publisher: null,
  description: null,
  categories: [],
  aliases: [],
  icon: null,
  origin: 'built-in',
  kind: 'feed',
  configured: 0,
  availability: { state: 'available' },
  longDescription: '',
  version: null,
  settings: [
    { ...about, id: 'address', type: 'url', label: 'Address', required: true },
    { ...about, id: 'interval', type: 'number', label: 'Interval', default: 15 },
  ],
  events: [],
  guide: '',
  samples: [],
};

describe('a new connection in its form', () => {
  const draft = newDraft(connector);

  it('is called as the connector and has its defaults', () => {
    assert.deepEqual(draft, { name: 'RSS', pictureUrl: '', settings: { interval: 15 } });
  });

  it('is sent trimmed, without a picture where none was given', () => {
    const request = requestOf(connector, {
      name: ' News ',
      pictureUrl: ' ',
      settings: { address: 'https://a.example', interval: '30' },
    });
    assert.deepEqual(request, {
      connector: 'rss',
      name: 'News',
      pictureUrl: null,
      settings: { address: 'https://a.example', interval: 30 },
    });
  });

  it('misses a name and what the connector needs', () => {
    const fields = missingFields(connector, { ...draft, name: ' ' }, 'This is needed.').map(({ field }) => field);
    assert.deepEqual(fields, ['name', 'settings.address']);
  });

  it('misses nothing when all is there', () => {
    assert.deepEqual(missingFields(connector, { ...draft, settings: { address: 'x' } }, ''), []);
  });

  it('has a picture once its address is a whole https address', () => {
    assert.equal(pictureOf({ pictureUrl: ' https://a.example/b.png ' }), 'https://a.example/b.png');
    for (const pictureUrl of ['', 'https:', 'http://a.example/b.png', 'javascript:alert(1)', 'b.png'])
      assert.equal(pictureOf({ pictureUrl }), undefined, pictureUrl);
  });
});
