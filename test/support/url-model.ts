/**
 * What ought to be true of connections and their webhook URLs, in as few words as possible: the property test of
 * their life holds the store against it. Times are in milliseconds.
 */
export interface UrlModel {
  now: number;
  connections: ModelConnection[];
  /** The deadline of the transition that was started last and not cancelled. */
  transition: number | undefined;
  maxAge: number | undefined;
}

export interface ModelConnection {
  id: string;
  urls: ModelUrl[];
  attention: Map<'transition' | 'leaked' | 'age', number>;
  removed: boolean;
  replaces: ModelConnection | undefined;
}

export interface ModelUrl {
  url: string;
  madeAt: number;
  end: number | undefined;
  used: boolean;
}

export const hour = 3_600_000;
export const day = 24 * hour;

export const live = (model: UrlModel) => model.connections.filter(one => !one.removed);
export const current = ({ urls }: ModelConnection): ModelUrl =>
  urls.at(-1) ?? { url: '', madeAt: 0, end: 0, used: false };
export const replacedBy = (model: UrlModel, connection: ModelConnection) =>
  live(model).find(one => one.replaces === connection);
export const works = (model: UrlModel, connection: ModelConnection, url: ModelUrl) =>
  !connection.removed && !hasEnded(model, url);
const hasEnded = ({ now }: UrlModel, { end }: ModelUrl) => end !== undefined && end <= now;

export function statusOf(model: UrlModel, connection: ModelConnection): string {
  const url = current(connection);
  if (hasEnded(model, url)) return 'expired';
  if (replacedBy(model, connection)) return 'waiting-for-first-message';
  if (connection.attention.size > 0) return 'attention-required';
  const tookPlace = connection.urls.length > 1 || connection.replaces !== undefined;
  return tookPlace && !url.used ? 'waiting-for-first-message' : 'up-to-date';
}

export function endBy(url: ModelUrl, end: number): void {
  url.end = Math.min(url.end ?? Infinity, end);
}

export function need(connection: ModelConnection, reason: 'transition' | 'leaked' | 'age', deadline: number): void {
  if (!connection.attention.has(reason)) connection.attention.set(reason, deadline);
  endBy(current(connection), deadline);
}

/** Nothing that has ended comes back. */
export function takeBackEnd(model: UrlModel, connection: ModelConnection): void {
  const url = current(connection);
  if (hasEnded(model, url)) return;
  url.end = connection.attention.size === 0 ? undefined : Math.min(...connection.attention.values());
}

export function takeBack(model: UrlModel, connection: ModelConnection, reason: 'transition' | 'age'): void {
  if (hasEnded(model, current(connection))) return;
  connection.attention.delete(reason);
  if (!replacedBy(model, connection)) takeBackEnd(model, connection);
}

/** The first message: what it takes the place of goes, and what that took the place of. */
export function removeReplaced(model: UrlModel, { replaces: old }: ModelConnection): void {
  if (!old || old.removed) return;
  removeReplaced(model, old);
  old.removed = true;
  for (const url of old.urls) endBy(url, model.now);
}
