import assert from 'node:assert/strict';
import { toMarkdown } from '../../notification/markdown.ts';
import { adfToHtml, isAdf } from './adf.ts';
import { jiraToHtml } from './jira-markup.ts';

const markdown = (value: unknown) =>
  toMarkdown(isAdf(value) ? adfToHtml(value) : jiraToHtml(String(value)), 'html', 1_500);
const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
const text = (words: string, ...marks: unknown[]) => ({ type: 'text', text: words, marks });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });

describe('Atlassian documents', () => {
  it('keep bold, italic, links and line breaks', () => {
    const link = { type: 'link', attrs: { href: 'https://example.org/a' } };
    assert.equal(
      markdown(
        doc(
          paragraph(text('Bold', { type: 'strong' }), text(' and '), text('this', link)),
          paragraph(text('a'), { type: 'hardBreak' }, text('b')),
        ),
      ),
      '**Bold** and [this](https://example.org/a)\n\na\n\nb',
    );
  });

  it('show lists, tasks, mentions, statuses and dates', () => {
    const item = (...content: unknown[]) => ({ type: 'listItem', content: [paragraph(...content)] });
    const task = { type: 'taskItem', attrs: { state: 'DONE' }, content: [text('Deploy')] };
    assert.equal(
      markdown(
        doc(
          { type: 'bulletList', content: [item({ type: 'mention', attrs: { text: '@Nadia' } }), item(text('second'))] },
          { type: 'taskList', content: [task] },
          paragraph({ type: 'status', attrs: { text: 'BLOCKED' } }, text(' until '), {
            type: 'date',
            attrs: { timestamp: '1741651200000' },
          }),
        ),
      ),
      '- @Nadia\n- second\n- ☑ Deploy\n\n**BLOCKED** until 2025-03-11',
    );
  });

  it('leave text as text, and refuse links that are none', () => {
    const script = { type: 'link', attrs: { href: 'javascript:alert(1)' } };
    assert.equal(markdown(doc(paragraph(text('<b>*x*</b>', script)))), '<b>\\*x\\*</b>');
  });

  it('show the text of nodes that are not known, and survive what is no document', () => {
    assert.equal(markdown(doc({ type: 'newThing', content: [paragraph(text('inside'))] })), 'inside');
    assert.equal(markdown(doc(null, 7, { type: '__proto__' }, { type: 'text', text: {} })), '');
    assert.equal(isAdf({ type: 'doc' }), false);
    assert.equal(isAdf('doc'), false);
  });

  it('stop at a depth that no person writes', () => {
    let node: unknown = paragraph(text('bottom'));
    for (let depth = 0; depth < 5_000; depth += 1) node = { type: 'blockquote', content: [node] };
    assert.equal(markdown(doc(paragraph(text('top')), node)).includes('top'), true);
  });
});

describe('Jira’s wiki markup', () => {
  it('drops the backslash of an escaped character, but not in code', () => {
    assert.equal(markdown('I’m on it\\! \\*not bold\\*'), 'I’m on it! \\*not bold\\*');
    assert.match(markdown('{code}a\\!b{code}'), /a\\+!b/);
  });

  it('does not show account ids', () => {
    assert.equal(markdown('[~accountid:557058:0a1b2c3d] and [~nadia]'), '@… and @nadia');
  });
});
