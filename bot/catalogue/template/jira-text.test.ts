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

describe('Jira’s wiki markup, block by block', () => {
  it('reads nothing inside code as markup, and leaves code without an end as text', () => {
    assert.equal(
      jiraToHtml('{code:java|title=A.java}\n*a* [b|https://c.example]\n{code}'),
      '<p><b>A.java</b></p><pre>*a* [b|https://c.example]\n</pre>',
    );
    assert.equal(jiraToHtml('{noformat}{code}_x_{code}{noformat}'), '<pre>{code}_x_{code}</pre>');
    assert.equal(jiraToHtml('{{*a* b}} *c*'), '<p><code>*a* b</code> <b>c</b></p>');
    assert.equal(jiraToHtml('before {code} *after*'), '<p>before  <b>after</b></p>');
  });

  it('nests lists, numbers them, and goes on with an item', () => {
    assert.equal(
      jiraToHtml('# one\n#* a\n#* b\nmore of b\n# two\n\nEnd'),
      '<ol><li>one<ul><li>a</li><li>b<br>more of b</li></ul></li><li>two</li></ol><p>End</p>',
    );
    assert.equal(jiraToHtml('* a\n# b'), '<ul><li>a</li></ul><ol><li>b</li></ol>');
    assert.equal(jiraToHtml('*** deep'), '<ul><li><ul><li><ul><li>deep</li></ul></li></ul></li></ul>');
  });

  it('pairs marks, also around each other and inside words in braces', () => {
    assert.equal(jiraToHtml('_*x*_ and *_y_*'), '<p><i><b>x</b></i> and <b><i>y</i></b></p>');
    assert.equal(
      jiraToHtml('un{*}believ{*}able snake_case_name 2*3*4 a - b - c'),
      '<p>un<b>believ</b>able snake_case_name 2*3*4 a - b - c</p>',
    );
    assert.equal(jiraToHtml('*a _b* c_'), '<p><b>a _b</b> c_</p>');
  });

  it('keeps addresses as they are', () => {
    assert.equal(jiraToHtml('https://a.example/_x_/*y*.'), '<p>https://a.example/_x_/*y*.</p>');
    assert.equal(
      jiraToHtml('[the *log*|https://a.example/a_b_c|tip] [https://b.example] [mailto:a@b.example]'),
      '<p><a href="https://a.example/a_b_c">the <b>log</b></a> <a href="https://b.example">https://b.example</a> <a href="mailto:a@b.example">a@b.example</a></p>',
    );
    assert.equal(jiraToHtml('[notes|file:///c/notes] [1]'), '<p>notes (file:///c/notes) [1]</p>');
  });

  it('has quotations, tables, headings and pictures', () => {
    assert.equal(
      jiraToHtml('bq. said *so*\n{quote}\na\nb\n{quote}'),
      '<blockquote>said <b>so</b></blockquote><blockquote><p>a<br>b</p></blockquote>',
    );
    assert.equal(
      jiraToHtml('||Name||Link||\n|a|[b|https://c.example]|'),
      '<table><tr><th>Name</th><th>Link</th></tr><tr><td>a</td><td><a href="https://c.example">b</a></td></tr></table>',
    );
    assert.equal(
      jiraToHtml('h2. Steps\n!shot 1.png|thumbnail! !a.png|alt=Chart!'),
      '<p><b>Steps</b></p><p>shot 1.png Chart</p>',
    );
  });
});

describe('a picture of an Atlassian document', () => {
  it('shows what it is and what stands below it apart', () => {
    const picture = { type: 'media', attrs: { alt: 'Chart' } };
    const caption = { type: 'caption', content: [text('Last week')] };
    assert.equal(markdown(doc({ type: 'mediaSingle', content: [picture, caption] })), 'Chart\n\nLast week');
  });
});
