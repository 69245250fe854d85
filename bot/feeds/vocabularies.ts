/**
 * The vocabularies of feeds, by the beginnings of their namespace names in lower case. Publishers vary the case, the
 * end and the scheme of these, so only what tells them apart is compared. RSS itself, of any version, has no prefix.
 */
const vocabularies: readonly [begins: string, prefix: string][] = [
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['purl.org/dc/elements', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['search.yahoo.com/mrss', 'media'],
  ['www.itunes.com/dtds/podcast', 'itunes'],
  ['rssnamespace.org/feedburner', 'feedburner'],
  ['purl.org/rss/1.0', ''],
  ['purl.org/net/rss', ''],
  ['my.netscape.com/rdf', ''],
  ['my.netscape.com/publish', ''],
  ['channel.netscape.com/rdf', ''],
  ['backend.userland.com', ''],
  ['blogs.law.harvard.edu', ''],
  ['cyber.law.harvard.edu', ''],
];

/** The prefix under which our code knows a namespace; undefined for one that it does not. */
export function vocabularyOf(namespace: string): string | undefined {
  const name = namespace
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '');
  return name === '' ? '' : vocabularies.find(([begins]) => name.startsWith(begins))?.[1];
}
