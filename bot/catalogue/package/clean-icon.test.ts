import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanIcon } from './clean-icon.ts';

const shape = '<path d="M0 0h24v24z"/>';
const icon = (inner: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"${attributes}>${inner}</svg>`;
const cleaned = (svg: string): string => {
  const result = cleanIcon(svg);
  assert.ok(result.ok, result.ok ? '' : result.problems.join('\n'));
  return result.svg.trim();
};

describe('an icon', () => {
  it('keeps its shapes, title and gradients; ids get a name of their own', () => {
    const svg = icon(
      '<title>A &amp; B</title><defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs><g fill="none"><circle cx="1" cy="1" r="1" fill="url(#a)"/></g>',
    );
    assert.equal(cleaned(svg), svg.replace('id="a"', 'id="icon-a"').replace('url(#a)', 'url(#icon-a)'));
  });

  it('loses what drawing programs leave behind', () => {
    const svg = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- Made with a program -->\n${icon(
      `<metadata><rdf:RDF><script>x</script></rdf:RDF></metadata><sodipodi:namedview a:b="c"/><g inkscape:label="L" class="c" data-name="d">${shape}</g>`,
      ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xml:space="preserve"',
    )}`;
    assert.equal(cleaned(svg), icon(`<g>${shape}</g>`));
  });

  it('is the same when it is cleaned once more, but for the names of ids', () => {
    const once = cleaned(icon(`<title>x &lt; y</title>${shape}`));
    assert.equal(cleaned(once), once);
  });

  for (const [what, svg] of Object.entries({
    'a script': icon('<script>alert(1)</script>'),
    'a script in capitals': icon('<SCRIPT>alert(1)</SCRIPT>'),
    'a handler': icon('<path d="M0 0" onload="alert(1)"/>'),
    'a handler at the root': icon(shape, ' onload="alert(1)"'),
    'a link': icon(`<a href="https://x.example">${shape}</a>`),
    'a javascript: link': icon(`<g href="java&#115;cript:alert(1)">${shape}</g>`),
    'a link of XLink': icon('<path xlink:href="https://x.example/x.svg#a" d="M0 0"/>'),
    'a picture': icon('<image width="1" height="1" href="https://x.example/x.png"/>'),
    'a use of another file': icon('<use href="https://x.example/x.svg#a"/>'),
    'foreign content': icon('<foreignObject><body><iframe/></body></foreignObject>'),
    'an animation': icon('<animate attributeName="href" to="javascript:alert(1)"/>'),
    'a set': icon('<set attributeName="onload" to="x"/>'),
    'a style sheet': icon('<style>@import url(https://x.example)</style>'),
    'a style': icon('<path d="M0 0" style="background:url(https://x.example)"/>'),
    'an address in a fill': icon('<path d="M0 0" fill="url(https://x.example/#a)"/>'),
    'an address in a fill, escaped': icon('<path d="M0 0" fill="&#117;rl(//x.example/#a)"/>'),
    'a backslash in a fill': icon('<path d="M0 0" fill="u\\72l(x)"/>'),
    'a document type': `<!DOCTYPE svg [<!ENTITY a "b">]>${icon(shape)}`,
    'an entity of its own': icon('<title>&a;</title>'),
    'an entity that is none': icon('<title>a & b</title>'),
    'a CDATA section': icon('<title><![CDATA[<script>]]></title>'),
    'an instruction': icon('<?xml-stylesheet href="x.css"?>'),
    'no viewBox': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'another namespace': '<svg xmlns="http://www.w3.org/1999/xhtml" viewBox="0 0 1 1"/>',
    'another root': '<html><svg viewBox="0 0 1 1"/></html>',
    'two roots': `${icon(shape)}${icon(shape)}`,
    'a tag left open': '<svg viewBox="0 0 1 1"><g></svg>',
    'an attribute twice': icon('<path d="M0 0" d="M1 1"/>'),
    'an attribute without quotes': icon('<path d=M0/>'),
    'a comment that does not end': `${icon(shape)}<!-- `,
    'text beside the shapes': icon('<g>Hello</g>'),
    'a script hidden in a leaving': icon('<x:y></g><script>alert(1)</script></x:y>'),
    'an id for a page to trip over': icon('<g id="a b"/>'),
    'no SVG': 'PNG',
    nothing: '',
  }))
    it(`is refused with ${what}`, () => assert.equal(cleanIcon(svg).ok, false));

  it('is not endless, in bytes, elements or depth', () => {
    const problemOf = (svg: string) => {
      const result = cleanIcon(svg);
      return result.ok ? '' : result.problems.join();
    };
    assert.match(problemOf(icon(`<path d="${'M0 0'.repeat(1_000_000)}"/>`)), /larger than 100 KiB/);
    assert.match(problemOf(icon('<g/>'.repeat(5_000))), /more than 2000 elements/);
    assert.match(problemOf(icon(`${'<g>'.repeat(500)}${'</g>'.repeat(500)}`)), /nested more than 32/);
    for (const text of [
      '<!-'.repeat(30_000),
      '<g '.repeat(30_000),
      `<svg ${' a="'.repeat(20_000)}`,
      '&'.repeat(90_000),
    ])
      assert.notEqual(problemOf(text), '');
  });

  it('comes out, whatever goes in, with nothing that runs, loads or styles', () => {
    const piece = fc.constantFrom(
      ...[
        '<svg ',
        'viewBox="0 0 1 1"',
        '>',
        '/>',
        '</svg>',
        '<g',
        '</g>',
        '<script>',
        '</script>',
        ' onload="x"',
        '<x:y>',
      ],
      ...[
        '</x:y>',
        ' href="x"',
        ' fill="url(#a)"',
        ' fill="url(//x)"',
        '<!--',
        '-->',
        '<title>',
        '</title>',
        '&lt;script&gt;',
      ],
      ...[
        '<metadata>',
        '</metadata>',
        "'",
        '"',
        ' id="a"',
        'text',
        '\n',
        ' style="x"',
        '<![CDATA[',
        ']]>',
        '<path d="M0"/>',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const result = cleanIcon(`<svg viewBox="0 0 1 1">${pieces.join('')}</svg>`);
        if (!result.ok) return;
        // The words of a title do nothing, whatever they are; "<" is escaped in them.
        const tags = result.svg.replace(/>[^<]*/g, '>');
        assert.doesNotMatch(tags, /<script|\son\w+=|href|style=|<!|url\((?!#icon-)/i);
      }),
      { numRuns: 2_000 },
    );
  });
});
