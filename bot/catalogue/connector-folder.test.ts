import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConnectorFolderError, readConnectors } from './connector-folder.ts';

const builtIn = join(import.meta.dirname, '../../connectors');

describe('the built-in connectors', () => {
  it('are valid, each named as its folder', () => {
    assert.ok(readConnectors(builtIn).some(connector => connector.id === 'incoming-webhook'));
  });

  it('have a guide in each language that shows the webhook URL and has the same examples and replies', () => {
    for (const { guide, body } of readConnectors(builtIn)) {
      for (const text of Object.values(guide))
        assert.equal(text.includes('{{webhookUrl}}'), body.format !== 'feed', 'a feed has no webhook URL');
      const outline = (text: string) => [...text.matchAll(/^(#+ |```\w*$|\| \d{3}|- )/gm)].map(match => match[1]);
      assert.deepEqual(outline(guide.fr), outline(guide.en));
    }
  });

  it('have in their guides only the placeholder that is filled in', () => {
    for (const { guide } of readConnectors(builtIn))
      for (const text of Object.values(guide)) assert.doesNotMatch(text, /\{\{(?!webhookUrl\}\})\s*\w/);
  });

  it('have a drawing that loads nothing and runs nothing', () => {
    for (const { icon } of readConnectors(builtIn)) {
      assert.match(icon, /^<svg [^>]*viewBox=/);
      assert.doesNotMatch(icon, /<script|<image|<foreignObject|href|\son\w+=/i);
    }
  });
});

describe('Incoming Webhook', () => {
  it('takes bodies of up to 1 MiB', () => {
    const connector = readConnectors(builtIn).find(candidate => candidate.id === 'incoming-webhook');
    assert.deepEqual(connector?.body, { cap: 1_048_576, format: 'cards' });
  });
});

describe('readConnectors', () => {
  let directory: string;
  const file = (name: string) => join(directory, 'incoming-webhook', name);
  const refusal = (): string => {
    try {
      readConnectors(directory);
    } catch (error) {
      assert.ok(error instanceof ConnectorFolderError);
      return error.message;
    }
    throw new assert.AssertionError({ message: 'the folder was accepted' });
  };
  const change = (edit: (descriptor: Record<string, unknown>) => object) =>
    writeFileSync(
      file('connector.json'),
      JSON.stringify(edit(JSON.parse(readFileSync(file('connector.json'), 'utf8')))),
    );

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'connectors-'));
    cpSync(join(builtIn, 'incoming-webhook'), join(directory, 'incoming-webhook'), { recursive: true });
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('passes over files and hidden folders beside the connectors', () => {
    writeFileSync(join(directory, 'README.md'), '');
    mkdirSync(join(directory, '.cache'));
    assert.deepEqual(
      readConnectors(directory).map(connector => connector.id),
      ['incoming-webhook'],
    );
  });

  it('gives the samples by name, with their bodies as they are', () => {
    const sample = readConnectors(directory)[0]?.samples.find(({ name }) => name === 'text-minimal');
    assert.equal(sample?.body, readFileSync(file('samples/text-minimal.json'), 'utf8'));
  });

  it('names file and field of a wrong value, and all of them at once', () => {
    change(descriptor => ({
      ...descriptor,
      body: { cap: 1, format: 'soon' },
      name: { en: 'Incoming Webhook', fr: ' ' },
      colour: 1,
    }));
    assert.match(refusal(), /^incoming-webhook\/connector\.json: body\.format: /m);
    assert.match(refusal(), /^incoming-webhook\/connector\.json: name\.fr: /m);
    assert.match(refusal(), /colour/);
  });

  it('wants the id to be the name of the folder', () => {
    change(descriptor => ({ ...descriptor, id: 'other' }));
    assert.match(refusal(), /^incoming-webhook\/connector\.json: id: .*incoming-webhook/);
  });

  it('names each file that is missing or empty, in whichever folder', () => {
    rmSync(file('guide.fr.md'));
    writeFileSync(file('icon.svg'), '\n');
    mkdirSync(join(directory, 'empty'));
    const missing = refusal();
    assert.match(missing, /^incoming-webhook\/guide\.fr\.md is missing or empty\.$/m);
    assert.match(missing, /^incoming-webhook\/icon\.svg is missing or empty\.$/m);
    assert.match(missing, /^empty\/connector\.json is missing or empty\.$/m);
    assert.match(missing, /^empty\/samples holds no sample/m);
  });

  it('names a preview that is no sample', () => {
    rmSync(file('samples/message-card-build-failed.json'));
    assert.equal(
      refusal(),
      'incoming-webhook/connector.json: preview: there is no sample "message-card-build-failed".',
    );
  });

  it('names a file that is not JSON', () => {
    writeFileSync(file('connector.json'), '{');
    writeFileSync(file('samples/text-minimal.json'), "{'text': 1}");
    assert.match(refusal(), /^incoming-webhook\/connector\.json is not JSON\.$/m);
    assert.match(refusal(), /^incoming-webhook\/samples\/text-minimal\.json is not JSON\.$/m);
  });
});
