/** How a text is written. `markdown`: Markdown with HTML in it, as connectors read it by default. `html`: HTML alone. */
export type Dialect = 'markdown' | 'html';
