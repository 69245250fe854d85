import { probeNow } from '../connections/reachability.ts';
import { tryNow } from '../delivery/forget-waits.ts';
import { mustBeEnabled } from './access.ts';
import type { ApiContext } from './api-options.ts';
import type { TriedAgain } from './contract.ts';
import type { Handler } from './http/resource.ts';

/** `POST /api/connections/:id/try-again`: a suspended connection is tried now, and not when its time has come. */
export function tryAgain(context: ApiContext): Handler {
  return async ({ user, part }) => {
    const { channel, row } = await context.access.changeConnection(user, part('id'));
    mustBeEnabled(channel);
    const { tenantId, channelId } = channel;
    await probeNow(context.store, tenantId, row.id);
    const somethingWaits = await tryNow(context.store, { tenantId, connectionId: row.id });
    await context.wake(tenantId, [channelId]);
    return { body: { somethingWaits } satisfies TriedAgain };
  };
}
