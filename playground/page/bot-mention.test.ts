import assert from 'node:assert/strict';
import { withMention } from './bot-mention.ts';

describe('a mention of the bot', () => {
  const of = (text: string) => withMention(text, 'Channel Connectors');

  it('is taken out of the text, wherever it stands', () => {
    assert.deepEqual(of('@Channel Connectors help'), { text: 'help', mentionBot: true });
    assert.deepEqual(of(' Hello @channel connectors  what is new? '), {
      text: 'Hello what is new?',
      mentionBot: true,
    });
  });

  it('stays when there is nothing else', () => {
    assert.deepEqual(of('@Channel Connectors '), { text: '@Channel Connectors', mentionBot: true });
  });

  it('is not seen in other texts', () => {
    assert.deepEqual(of('Channel Connectors, help'), { text: 'Channel Connectors, help', mentionBot: false });
  });
});
