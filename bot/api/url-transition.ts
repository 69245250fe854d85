import { unreachableConnections } from '../prompts/unreachable.ts';
import { ApiError } from './api-error.ts';
import type { ApiContext } from './api-options.ts';
import { urlTransitionRequest } from './contract/requests.ts';
import type { UrlTransitionView } from './contract.ts';
import type { ApiAnswer, ApiRequest, Handler } from './http/resource.ts';
import type { User } from './sign-on.ts';

/** `GET /api/url-transition` */
export function urlTransition(context: ApiContext): Handler {
  return async ({ user }) => {
    mustBeAdministrator(user);
    return transitionAnswer(context, user);
  };
}

/** `POST /api/url-transition` */
export function startUrlTransition(context: ApiContext): Handler {
  return async ({ user, body }: ApiRequest) => {
    mustBeAdministrator(user);
    const { deadline, rootKey } = await body(urlTransitionRequest);
    await context.urlAttention.startTransition(user.tenantId, { deadline, rootKey, by: user.id });
    return transitionAnswer(context, user);
  };
}

/** `DELETE /api/url-transition` */
export function cancelUrlTransition(context: ApiContext): Handler {
  return async ({ user }) => {
    mustBeAdministrator(user);
    await context.urlAttention.cancelTransition(user.tenantId);
    return transitionAnswer(context, user);
  };
}

function mustBeAdministrator({ isAdministrator }: User): void {
  if (!isAdministrator) throw new ApiError('not-administrator');
}

async function transitionAnswer(context: ApiContext, user: User): Promise<ApiAnswer> {
  const { transition, counts } = await context.urlAttention.transitionStatus(user.tenantId);
  const body: UrlTransitionView = {
    transition: transition && {
      ...transition,
      // The directory knows people by their channels only.
      startedBy:
        transition.startedBy === null
          ? null
          : { id: transition.startedBy, name: transition.startedBy === user.id ? user.name : null },
    },
    counts,
    unreachable: await unreachableConnections(context.store, user.tenantId),
  };
  return { body };
}
