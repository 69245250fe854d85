import assert from 'node:assert/strict';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type fc from 'fast-check';
import { ConnectionError } from '../../bot/connections/connection.ts';
import { createConnections } from '../../bot/connections/connections.ts';
import { createConnectionFinder } from '../../bot/connections/find-connection.ts';
import { parseRootKeys } from '../../bot/connections/root-keys.ts';
import { createUrlAttention } from '../../bot/connections/url-attention.ts';
import { createUrlUsage } from '../../bot/connections/url-usage.ts';
import type { Store } from '../../bot/store/store.ts';
import { readAddress } from '../../bot/webhook/address.ts';
import { goneReply } from '../../bot/webhook/gone-reply.ts';
import { replies } from '../../bot/webhook/replies.ts';
import { urlUseOf } from '../../bot/webhook/url-use.ts';
import { teamId, tenantId } from './store.ts';
import {
  current,
  day,
  endBy,
  hour,
  live,
  type ModelConnection,
  need,
  removeReplaced,
  replacedBy,
  statusOf,
  takeBack,
  takeBackEnd,
  type UrlModel,
  works,
} from './url-model.ts';

const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);

/** The store, and the way in that judges whether a URL works. */
export function createReal(store: Store, clock: { now: number }) {
  const options = { store, keys, publicUrl: '', now: () => clock.now };
  const find = createConnectionFinder(store);
  const urlUsed = createUrlUsage({ store, onError: error => assert.fail(String(error)) });

  async function found(url: string) {
    const { token } = readAddress(keys, url);
    const connection = token && (await find(token));
    assert.ok(token && connection);
    return { token, connection, gone: goneReply(connection, clock.now) };
  }
  return {
    store,
    connections: createConnections(options),
    attention: createUrlAttention(options),
    works: async (url: string) => (await found(url)).gone === undefined,
    async call(url: string) {
      const { token, connection, gone } = await found(url);
      const message = new IncomingMessage(new Socket());
      const request = { id: '', token, address: '192.0.2.1', message };
      const use = urlUseOf(connection, request, gone ?? replies.accepted, clock.now);
      if (use) await urlUsed(use);
    },
    async report(url: string) {
      const { connection } = await found(url);
      const { id: connectionId, generation } = connection;
      await this.attention.reportLeakedUrls([{ tenantId, connectionId, generation }]);
    },
  };
}
export type Real = ReturnType<typeof createReal>;

/** Something that happens: to the connection `of` (counted among those that there ever were), to the URL `url` of it. */
export interface Step {
  kind: (typeof kinds)[number];
  of: number;
  url: number;
  days: number;
}
export const kinds = [
  ...['add', 'update', 'recreate', 'stop old', 'remove', 'use current', 'use any'],
  ...['leak', 'leak found', 'start', 'cancel', 'set age', 'age', 'wait'],
] as const;

const pick = <One>(list: readonly One[], index: number): One | undefined => list[index % Math.max(1, list.length)];

async function refusedAs(code: ConnectionError['code'], act: Promise<unknown>): Promise<void> {
  await assert.rejects(act, error => error instanceof ConnectionError && error.code === code);
}

async function shown(real: Real, model: UrlModel, connection: ModelConnection): Promise<void> {
  const { short: url } = await real.connections.urls(tenantId, connection.id);
  connection.urls.push({ url, madeAt: model.now, end: undefined, used: false });
  assert.ok(await real.works(url), 'a new URL works from the moment it is shown');
}

const toConnection = (id: string, replaces?: ModelConnection): ModelConnection => ({
  id,
  urls: [],
  attention: new Map(),
  removed: false,
  replaces,
});

/** One step, done to the store and to the model, after which the two must agree. */
export class Happens implements fc.AsyncCommand<UrlModel, Real> {
  readonly step: Step;
  constructor(step: Step) {
    this.step = step;
  }
  check = () => true;
  toString = () => JSON.stringify(this.step);

  async run(model: UrlModel, real: Real): Promise<void> {
    const { kind } = this.step;
    const connection = pick(model.connections, this.step.of);
    if (!connection || kind === 'add') await add(real, model);
    else await (onConnection(real, model, connection, this.step) ?? onTenant(real, model, this.step));
    await compare(real, model);
  }
}

async function add(real: Real, model: UrlModel): Promise<void> {
  const { id } = await real.connections.add(tenantId, { channelId: teamId, connector: 'incoming-webhook', name: 'a' });
  const connection = toConnection(id);
  model.connections.push(connection);
  await shown(real, model, connection);
}

function onConnection(real: Real, model: UrlModel, one: ModelConnection, step: Step): Promise<void> | undefined {
  switch (step.kind) {
    case 'update':
      return update(real, model, one);
    case 'recreate':
      return recreate(real, model, one);
    case 'stop old':
      return stopOld(real, model, one);
    case 'remove':
      return remove(real, model, one);
    case 'use current':
      return use(real, model, one, one.urls.length - 1);
    case 'use any':
      return use(real, model, one, step.url);
    case 'leak':
      return leak(real, model, one);
    case 'leak found':
      return leakFound(real, model, one, step.url);
    default:
      return undefined;
  }
}

export async function update(real: Real, model: UrlModel, one: ModelConnection): Promise<void> {
  const act = real.connections.updateUrl(tenantId, one.id);
  if (one.removed) return refusedAs('connection-not-found', act);
  if (replacedBy(model, one)) return refusedAs('being-replaced', act);
  await act;
  current(one).end ??= model.now + 72 * hour;
  one.attention.clear();
  await shown(real, model, one);
}

async function recreate(real: Real, model: UrlModel, one: ModelConnection): Promise<void> {
  const act = real.connections.recreate(tenantId, one.id);
  if (one.removed) return refusedAs('connection-not-found', act);
  const { id } = await act;
  const there = replacedBy(model, one);
  if (there) return assert.equal(id, there.id);
  current(one).end ??= model.now + 72 * hour;
  const made = toConnection(id, one);
  model.connections.push(made);
  await shown(real, model, made);
}

async function stopOld(real: Real, model: UrlModel, one: ModelConnection): Promise<void> {
  const act = real.connections.stopOldUrls(tenantId, one.id);
  if (one.removed) return refusedAs('connection-not-found', act);
  await act;
  for (const url of one.urls.slice(0, -1)) endBy(url, model.now);
  for (let old = one.replaces; old; old = old.replaces) for (const url of old.urls) endBy(url, model.now);
}

export async function remove(real: Real, model: UrlModel, one: ModelConnection): Promise<void> {
  const act = real.connections.remove(tenantId, one.id);
  if (one.removed) return refusedAs('connection-not-found', act);
  await act;
  one.removed = true;
  if (one.replaces && !one.replaces.removed) takeBackEnd(model, one.replaces);
}

export async function use(real: Real, model: UrlModel, one: ModelConnection, index: number): Promise<void> {
  const url = pick(one.urls, index);
  if (!url) return;
  const worked = works(model, one, url);
  await real.call(url.url);
  if (!worked) return;
  if (!url.used) removeReplaced(model, one);
  url.used = true;
}

async function leak(real: Real, model: UrlModel, one: ModelConnection): Promise<void> {
  const act = real.attention.reportLeak(tenantId, one.id, { by: null });
  if (one.removed) return refusedAs('connection-not-found', act);
  await act;
  need(one, 'leaked', model.now + day);
}

async function leakFound(real: Real, model: UrlModel, one: ModelConnection, index: number): Promise<void> {
  const url = pick(one.urls, index);
  if (!url) return;
  await real.report(url.url);
  if (!works(model, one, url)) return;
  if (url === current(one)) need(one, 'leaked', model.now + day);
  else endBy(url, model.now + day);
}

async function onTenant(real: Real, model: UrlModel, { kind, days }: Step): Promise<void> {
  const isOpen = model.transition !== undefined && model.transition > model.now;
  switch (kind) {
    case 'wait':
      model.now += days * day;
      return;
    case 'start': {
      const deadline = model.now + days * day;
      const act = real.attention.startTransition(tenantId, { deadline, by: null });
      if (isOpen) return refusedAs('url-transition-open', act);
      await act;
      model.transition = deadline;
      for (const one of live(model)) {
        need(one, 'transition', deadline);
        for (const old of one.urls.slice(0, -1)) endBy(old, deadline);
      }
      return;
    }
    case 'cancel': {
      const act = real.attention.cancelTransition(tenantId);
      if (!isOpen) return refusedAs('no-url-transition', act);
      await act;
      model.transition = undefined;
      for (const one of live(model)) takeBack(model, one, 'transition');
      return;
    }
    case 'set age': {
      const url_max_age_days = days > 20 ? null : days;
      const off = {
        connectors_enabled: null,
        connectors_enabled_for_teams: null,
        connectors_actionable_messages_enabled: null,
      };
      await real.store
        .insertInto('organization_config')
        .values({ tenant_id: tenantId, ...off, url_max_age_days })
        .onConflict(conflict => conflict.column('tenant_id').doUpdateSet({ url_max_age_days }))
        .execute();
      model.maxAge = url_max_age_days === null ? undefined : url_max_age_days * day;
      return;
    }
    default:
      await real.attention.ageUrls(model.now);
      return age(model);
  }
}

function age(model: UrlModel): void {
  const isOld = (one: ModelConnection) => model.maxAge !== undefined && current(one).madeAt <= model.now - model.maxAge;
  for (const one of live(model)) {
    if (isOld(one)) need(one, 'age', model.now + 30 * day);
    else if (one.attention.has('age')) takeBack(model, one, 'age');
  }
}

/** Every URL that was ever shown works exactly where it should and ends when it should, and no connection has two that nothing ends. */
export async function compare(real: Real, model: UrlModel): Promise<void> {
  const states = await real.connections.urlStates(
    tenantId,
    model.connections.map(one => one.id),
  );
  for (const one of model.connections) {
    assert.equal(states.get(one.id)?.status, one.removed ? undefined : statusOf(model, one));
    const answers = await Promise.all(one.urls.map(({ url }) => real.works(url)));
    assert.deepEqual(
      answers,
      one.urls.map(url => works(model, one, url)),
    );
  }
  const rows = await real.store.selectFrom('webhook_url').selectAll().orderBy('generation').execute();
  const endless = rows.filter(row => row.ends_at === null).map(row => row.connection_id);
  assert.equal(new Set(endless).size, endless.length, 'two current URLs');
  const endsOf = Map.groupBy(rows, row => row.connection_id);
  for (const one of live(model))
    assert.deepEqual(
      endsOf.get(one.id)?.map(row => row.ends_at ?? undefined),
      one.urls.map(url => url.end),
    );
}
