import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { buildAppPackage } from './app-package.ts';
import { fillPlaceholders, readVariables } from './variables.ts';

const folder = import.meta.dirname;
const project = join(folder, '..');
const where = 'env/.env.dev';
const variables = {
  TEAMS_APP_ID: '6d7d1f3a-3c53-4c61-9a6e-0b7f6a0d9b11',
  BOT_ID: '9f6c2d0e-8a41-4b0c-8f4a-5a3f5c1f2e77',
  PUBLIC_HOST: 'connectors.example.org',
  DEVELOPER_NAME: 'Example "Org" \\ Sons',
  WEBSITE_URL: 'https://example.org/',
  PRIVACY_URL: 'https://example.org/privacy',
  TERMS_OF_USE_URL: 'https://example.org/terms',
};

describe('the app package', () => {
  it('is a flat zip of a valid manifest without placeholders, its icons and its languages', async () => {
    const files = unzipSync(await buildAppPackage(folder, variables, where));
    const names = ['manifest.json', 'color.png', 'outline.png', 'color32x32.png', 'fr.json'];
    assert.deepEqual(Object.keys(files), names);
    for (const name of names.slice(1))
      assert.ok(Buffer.from(files[name] ?? []).equals(await readFile(join(folder, name))), name);
    const text = strFromU8(files['manifest.json'] ?? new Uint8Array());
    assert.doesNotMatch(text, /\$\{\{/);
    const { id, developer, validDomains } = JSON.parse(text);
    assert.equal(id, variables.TEAMS_APP_ID);
    assert.equal(developer.name, variables.DEVELOPER_NAME);
    assert.deepEqual(validDomains, [variables.PUBLIC_HOST]);
  });

  it('is the same, byte by byte, whenever it is made', async () => {
    const first = await buildAppPackage(folder, variables, where);
    assert.deepEqual(await buildAppPackage(folder, variables, where), first);
  });

  it('names every missing and every wrong variable, with where to set it', async () => {
    const { BOT_ID: _, ...others } = variables;
    await assert.rejects(
      buildAppPackage(folder, { ...others, WEBSITE_URL: '', PUBLIC_HOST: 'https://example.org' }, where),
      (error: Error) => {
        assert.equal(error.name, 'AppPackageError');
        assert.match(error.message, /^BOT_ID is missing: /m);
        assert.match(error.message, /^WEBSITE_URL is missing: /m);
        assert.match(error.message, /^PUBLIC_HOST is not valid: /m);
        assert.match(error.message, /env\/\.env\.dev/);
        assert.doesNotMatch(error.message, /PRIVACY_URL/);
        return true;
      },
    );
  });

  it('knows every variable of the manifest, and the env file has a place for each', async () => {
    const template = await readFile(join(folder, 'manifest.json'), 'utf8');
    const used = new Set([...template.matchAll(/\$\{\{(\w+)\}\}/g)].map(match => match[1]));
    assert.deepEqual([...used].sort(), Object.keys(variables).sort());
    const envFile = await readVariables(join(project, where), {});
    for (const name of used) assert.equal(envFile[name ?? ''], '', `${name} stands empty in ${where}`);
  });

  it('takes a variable of the environment before the env file, but not an empty one', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'app-package-'));
    try {
      await writeFile(join(temporary, '.env'), 'BOT_ID=file\nPUBLIC_HOST=file # a comment\n');
      const read = await readVariables(join(temporary, '.env'), { BOT_ID: 'environment', PUBLIC_HOST: '' });
      assert.equal(read.BOT_ID, 'environment');
      assert.equal(read.PUBLIC_HOST, 'file');
      await assert.rejects(readVariables(join(temporary, '.env.none'), {}), { name: 'AppPackageError' });
    } finally {
      await rm(temporary, { recursive: true });
    }
  });

  it('reads a placeholder with spaces in it too, and refuses one that it has no value for', () => {
    const withName = (name: string) => `{"a":"$\{{ ${name} }}"}`;
    assert.equal(fillPlaceholders(withName('PUBLIC_HOST'), variables, where), '{"a":"connectors.example.org"}');
    assert.throws(() => fillPlaceholders(withName('OTHER'), variables, where), /^AppPackageError: OTHER is missing/);
  });

  for (const { file, what, from, to } of [
    { file: 'manifest.json', what: 'an unknown value', from: '"tier1"', to: '"tier9"' },
    { file: 'manifest.json', what: 'an unknown property', from: '"accentColor"', to: '"accentColour"' },
    { file: 'fr.json', what: 'a name that is too long', from: '"Connecteurs', to: `"${'x'.repeat(30)}` },
    { file: 'fr.json', what: 'a string that does not exist', from: 'bots[0]', to: 'bot' },
  ]) {
    it(`refuses a ${file} with ${what}`, async () => {
      const temporary = await mkdtemp(join(tmpdir(), 'app-package-'));
      try {
        await cp(folder, temporary, { recursive: true });
        await writeFile(join(temporary, file), (await readFile(join(folder, file), 'utf8')).replace(from, to));
        await assert.rejects(buildAppPackage(temporary, variables, where), {
          name: 'AppPackageError',
          message: new RegExp(`^${file} does not meet its schema`),
        });
      } finally {
        await rm(temporary, { recursive: true });
      }
    });
  }
});
