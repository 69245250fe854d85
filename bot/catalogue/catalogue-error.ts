/** What cannot be done with the catalogue, and what a person can do about it. */
export class CatalogueError extends Error {
  override name = 'CatalogueError';
  readonly code:
    | 'not-in-this-cloud'
    | 'id-taken'
    | 'feed'
    | 'version-not-higher'
    | 'version-differs'
    | 'connector-not-found'
    | 'connector-not-clear'
    | 'version-not-found'
    | 'connection-not-found'
    | 'not-published'
    | 'nothing-to-open';

  constructor(code: CatalogueError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
