import type { Transaction } from 'kysely';
import type { Schema } from '../store/schema.ts';

/** How long a delivery id of a service is remembered. */
export const rememberedFor = 24 * 60 * 60 * 1000;

/** A delivery as the service that sent it numbers it. */
export interface NumberedDelivery {
  tenantId: string;
  connectionId: string;
  deliveryId: string;
  at: number;
}

/**
 * Remembers that this connection has accepted a delivery with this id. Answers true if it had done so within the last
 * 24 hours: the service has sent it again, and it is not to be posted twice.
 */
export async function isRepeated(transaction: Transaction<Schema>, delivery: NumberedDelivery): Promise<boolean> {
  const { tenantId: tenant_id, connectionId: connection_id, deliveryId: delivery_id, at } = delivery;
  const remembered = await transaction
    .insertInto('seen_delivery_id')
    .values({ tenant_id, connection_id, delivery_id, at })
    .onConflict(conflict =>
      conflict
        .columns(['connection_id', 'delivery_id'])
        .doUpdateSet({ at })
        .where('seen_delivery_id.at', '<=', at - rememberedFor),
    )
    .returning('at')
    .executeTakeFirst();
  return remembered === undefined;
}
