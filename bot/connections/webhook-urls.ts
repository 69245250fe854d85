import type { ExpressionBuilder, Selectable } from 'kysely';
import type { Schema, Time, WebhookUrlTable } from '../store/schema.ts';
import type { StoreOrTransaction } from '../store/store.ts';
import { ConnectionError } from './connection.ts';
import type { RootKeys } from './root-keys.ts';

export type WebhookUrlRow = Selectable<WebhookUrlTable>;

/** How long an old URL goes on where no deadline says otherwise and the organization has set nothing, in hours. */
const defaultOldUrlHours = 72;

/** Adds a generation to the URLs of a connection: the current root key and the epoch of the tenant. */
export async function addUrl(
  transaction: StoreOrTransaction,
  keys: RootKeys,
  url: { tenantId: string; connectionId: string; generation: number; at: Time },
): Promise<void> {
  const organization = await transaction
    .selectFrom('organization_config')
    .select('url_epoch')
    .where('tenant_id', '=', url.tenantId)
    .executeTakeFirst();
  await transaction
    .insertInto('webhook_url')
    .values({
      connection_id: url.connectionId,
      tenant_id: url.tenantId,
      generation: url.generation,
      root_key: keys.current,
      epoch: organization?.url_epoch ?? 0,
      created_at: url.at,
      ends_at: null,
    })
    .execute();
}

/** The newest generation. Throws a ConnectionError for a connection that is polled, and so has none. */
export async function currentUrl(from: StoreOrTransaction, tenantId: string, id: string): Promise<WebhookUrlRow> {
  const row = await from
    .selectFrom('webhook_url')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', id)
    .orderBy('generation', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row)
    throw new ConnectionError('no-webhook-url', 'This connection is polled: it has no webhook URL, and needs none.');
  return row;
}

/** A condition: the row of `webhook_url` is the newest generation of its connection. */
export function isCurrent(eb: ExpressionBuilder<Schema, 'webhook_url'>) {
  const newest = eb
    .selectFrom('webhook_url as newer')
    .select(({ fn }) => fn.max('newer.generation').as('generation'))
    .whereRef('newer.connection_id', '=', 'webhook_url.connection_id');
  return eb('webhook_url.generation', '=', newest);
}

/** Ends URLs of a connection: those below a generation, only one, or all. What ends earlier, or has ended, stays. */
export async function endUrls(
  transaction: StoreOrTransaction,
  tenantId: string,
  connectionId: string,
  end: { at: Time; below?: number; only?: number },
): Promise<void> {
  await transaction
    .updateTable('webhook_url')
    .set({ ends_at: end.at })
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .$if(end.below !== undefined, query => query.where('generation', '<', end.below ?? 0))
    .$if(end.only !== undefined, query => query.where('generation', '=', end.only ?? 0))
    .where(eb => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', end.at)]))
    .execute();
}

/** When a URL ends that gets a successor now: at the deadline that it has, else after the time the organization set. */
export async function endOfOldUrl(
  from: StoreOrTransaction,
  { tenant_id, ends_at }: Pick<WebhookUrlRow, 'tenant_id' | 'ends_at'>,
  now: Time,
): Promise<Time> {
  if (ends_at !== null) return ends_at;
  const organization = await from
    .selectFrom('organization_config')
    .select('old_url_hours')
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirst();
  return now + (organization?.old_url_hours ?? defaultOldUrlHours) * 3_600_000;
}
