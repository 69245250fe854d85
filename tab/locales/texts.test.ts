import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import en from './en/texts.ts';
import fr from './fr/texts.ts';
import { languageOf, loadTexts } from './texts.ts';

const tab = join(import.meta.dirname, '..');

interface Text {
  key: string;
  text: string;
}

function textsOf(value: unknown, path: readonly string[] = []): Text[] {
  if (typeof value === 'string') return [{ key: path.join('.'), text: value }];
  if (typeof value !== 'object' || value === null) throw new Error(`${path.join('.')} is no text.`);
  return Object.entries(value).flatMap(([key, below]) => textsOf(below, [...path, key]));
}

/** `{{count}}` and the like, each once. */
const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

const shapeOf = (texts: unknown) => textsOf(texts).map(({ key, text }) => [key, ...placeholders(text)].join(' '));

describe("the tab's texts", () => {
  it('are the same in every language: namespaces, keys, what is filled in', () => {
    assert.deepEqual(shapeOf(fr).sort(), shapeOf(en).sort());
  });

  it('are all used, and where one is named it is there', () => {
    const sources = globSync('**/*.{ts,tsx}', { cwd: tab, exclude: ['dist/**', '**/*.test.ts'] })
      .map(file => readFileSync(join(tab, file), 'utf8'))
      .join('\n');
    const named = (key: string) => ["'", '"', '`', ':'].some(quote => sources.includes(`${quote}${key}`));
    // One of a family is named by what they share: `status.${status}`, `${kind}.title`.
    const families = (key: string) => [`${key.replace(/[^.]+$/, '')}\${`, `}${key.replace(/^[^.]+/, '')}\``];
    const unused = Object.values(en)
      .flatMap(texts => textsOf(texts))
      .map(({ key }) => key.replace(/_(one|many|other)$/, ''))
      .filter(key => !named(`${key}'`) && !families(key).some(family => sources.includes(family)));
    assert.deepEqual([...new Set(unused)], []);
  });

  it('are not left in English where they are French', () => {
    // Names and words that both languages write alike.
    const alike =
      /^(?:[\W\d]|\{\{\w+\}\}|URL|webhook|Teams|Workflows|Microsoft|Channel Connectors|Images?|Message|Secret|Description|Adresse|Version|Menu|Pause|Source|Configuration|IP|User-Agent|JSON|Date|Content-Type|request-id|Active)*$/i;
    const english = new Map(textsOf(en).map(({ key, text }) => [key, text]));
    const same = textsOf(fr).filter(({ key, text }) => english.get(key) === text && !alike.test(text));
    assert.deepEqual(same, []);
  });
});

describe("the page's language", () => {
  it('is French for every French locale, else English', () => {
    assert.deepEqual(['fr', 'fr-CA', 'fr-fr', 'FR'].map(languageOf), ['fr', 'fr', 'fr', 'fr']);
    assert.deepEqual(['en-GB', 'de', '', 'fry'].map(languageOf), ['en', 'en', 'en', 'en']);
  });

  it('is that of the texts that are loaded', async () => {
    assert.equal((await loadTexts('fr-CA')).t('cancel'), 'Annuler');
    assert.equal((await loadTexts('de-DE')).t('cancel'), 'Cancel');
  });

  it('lets no line end before French double punctuation', async () => {
    const { t } = await loadTexts('fr');
    assert.equal(
      t('where', { channel: 'a', team: 'b' }),
      'Connecteurs du canal «\u00a0a\u00a0» de l’équipe «\u00a0b\u00a0»',
    );
    assert.match(t('picture.hint'), /^Facultatif\u00a0: /);
  });

  it('has plurals', async () => {
    const { t } = await loadTexts('fr');
    assert.equal(t('catalogue:found', { count: 1 }), '1 connecteur trouvé');
    assert.equal(t('catalogue:found', { count: 2 }), '2 connecteurs trouvés');
  });
});
