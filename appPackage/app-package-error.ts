/** Why no app package can be made, and what to do about it. */
export class AppPackageError extends Error {
  override name = 'AppPackageError';
}
