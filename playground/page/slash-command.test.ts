import assert from 'node:assert/strict';
import { slashCommand } from './slash-command.ts';

describe('a slash command', () => {
  it('is one of the app’s, alone in the text', () => {
    for (const text of ['/connectors', ' /Connectors \n']) assert.equal(slashCommand(text), 'connectors');
    for (const text of ['connectors', '/connectors please', '/other', '/', '', 'a /connectors'])
      assert.equal(slashCommand(text), undefined, text);
  });
});
