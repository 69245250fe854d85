import assert from 'node:assert/strict';
import { tests as commonMarkExamples } from 'commonmark-spec';
import { drawnHtml, drawnMarkdown, lostBetween } from '../../../test/support/drawn-text.ts';
import { toMarkdown } from '../markdown.ts';
import { gfmExamples, listDifferences, wordDifferences } from './commonmark-differences.ts';

const examples = [
  ...commonMarkExamples.map(({ markdown, html, number }) => ({
    name: String(number),
    markdown: markdown.replaceAll('→', '\t'),
    html: html.replaceAll('→', '\t'),
  })),
  ...gfmExamples.map(([name, markdown, html]) => ({ name, markdown, html })),
];

/** Lines of a card that begin an item, in quotations and in other lists too. */
const ITEM = /^(?:│ |\u00a0)*(?:-|•|\d{1,9}\.) /gm;

describe('the examples of CommonMark and GitHub Flavored Markdown', () => {
  it('lose no word and no address, but where that is meant', () => {
    assert.ok(examples.length > 670, `${examples.length} examples`);
    const losses: { [name: string]: string } = {};
    for (const { name, markdown, html } of examples) {
      const lost = lostBetween(drawnHtml(html), drawnMarkdown(toMarkdown(markdown, 'markdown', 40_000)));
      if (lost.length > 0) losses[name] = lost.join(' ');
    }
    const expected = Object.fromEntries(Object.entries(wordDifferences).map(([name, { lost }]) => [name, lost]));
    assert.deepEqual(losses, expected);
  });

  it('keep the number of their lists’ items, but where that is meant', () => {
    const differences: { [name: string]: number } = {};
    for (const { name, markdown, html } of examples) {
      const items = html.match(/<li>/g)?.length ?? 0;
      if (items === 0) continue;
      const drawn = toMarkdown(markdown, 'markdown', 40_000).match(ITEM)?.length ?? 0;
      if (drawn !== items) differences[name] = drawn - items;
    }
    const expected = Object.fromEntries(Object.entries(listDifferences).map(([name, { more }]) => [name, more]));
    assert.deepEqual(differences, expected);
  });
});
