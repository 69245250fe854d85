import assert from 'node:assert/strict';
import { ada, startTestApi, type TestApi } from '../../test/support/api.ts';
import { teamId } from '../../test/support/store.ts';
import type { ConnectorDetail, ConnectorList, Preview } from './contract.ts';

const channel = `/api/channels/${encodeURIComponent(teamId)}`;
const script = '<script>alert(1)</script>';

describe('connectors by the API', () => {
  let api: TestApi;
  before(async () => {
    api = await startTestApi();
    api.directory.put(teamId, ada, 'owner');
  });
  after(() => api.close());

  it('are listed with what can be done with them, in the language of the reader', async () => {
    const inFrench = { as: ada, headers: { 'accept-language': 'fr' } };
    const { body } = await api.ask<ConnectorList>('GET', `${channel}/connectors`, inFrench);
    const names = body.connectors.map(one => one.name);
    assert.deepEqual(
      names,
      names.toSorted((one, other) => one.localeCompare(other, 'fr')),
    );
    const github = body.connectors.find(one => one.id === 'github');
    assert.deepEqual([github?.origin, github?.kind, github?.availability.state], ['built-in', 'webhook', 'available']);
    for (const { availability } of body.connectors) if (availability.state === 'refused') assert.ok(availability.text);
  });

  it('have a form, events, a guide and samples', async () => {
    const { body } = await api.ask<ConnectorDetail>('GET', `${channel}/connectors/github`, { as: ada });
    assert.deepEqual(body.settings.map(({ id, type, required }) => [id, type, required])[0], [
      'secret',
      'secret',
      body.settings[0]?.required,
    ]);
    assert.ok(body.events.some(one => one.id === 'push' && one.default));
    assert.match(body.guide, /\{\{webhookUrl\}\}/);
    assert.equal(body.samples[0]?.name, 'pull-request-opened');
    assert.equal(new Set(body.samples.map(({ name }) => name)).size, body.samples.length);
  });

  it('name their samples by the events that describe them, with the words of the file where two would be alike', async () => {
    const titles = async (id: string, language: string) => {
      const path = `${channel}/connectors/${id}`;
      const { body } = await api.ask<ConnectorDetail>('GET', path, {
        as: ada,
        headers: { 'accept-language': language },
      });
      return new Map(body.samples.map(({ name, title }) => [name, title]));
    };
    const [english, french] = [await titles('github', 'en'), await titles('github', 'fr')];
    assert.deepEqual([english.get('star'), french.get('star')], ['Stars', 'Étoiles']);
    assert.deepEqual([english.get('push-tag'), french.get('push-tag')], ['Pushes (push tag)', 'Envois (push tag)']);
    assert.equal(new Set(french.values()).size, french.size);
    assert.equal((await titles('incoming-webhook', 'en')).get('title-and-text'), 'Title and text');
    assert.equal((await titles('rss', 'en')).size, 0);
  });

  it('show their samples as cards under the name and picture that is being entered', async () => {
    for (const id of ['github', 'incoming-webhook', 'alertmanager']) {
      const path = `${channel}/connectors/${id}`;
      const { body: detail } = await api.ask<ConnectorDetail>('GET', path, { as: ada });
      const request = { sample: detail.samples[0]?.name, name: script, pictureUrl: 'https://a.example/p.png' };
      const { body } = await api.ask<Preview>('POST', `${path}/preview`, { as: ada, body: request });
      const [card] = body.cards;
      assert.match(JSON.stringify(card), /AdaptiveCard.*https:\/\/a\.example\/p\.png.*<script>/, id);
    }
  });

  it('have no samples but their own', async () => {
    for (const sample of ['nothing', '../connector', '__proto__']) {
      const path = `${channel}/connectors/github/preview`;
      assert.equal((await api.ask('POST', path, { as: ada, body: { sample } })).status, 404);
    }
    assert.equal((await api.ask('GET', `${channel}/connectors/nothing`, { as: ada })).body.code, 'connector-not-found');
  });
});
