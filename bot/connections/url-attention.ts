import { ageUrls } from './aged-urls.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { markImported } from './imported-url.ts';
import { reportLeak, reportLeakedUrls } from './leaked-url.ts';
import { channelsWithAttention, openAttention } from './open-attention.ts';
import { rootKeyUse } from './root-key-use.ts';
import { transitionStatus } from './transition-status.ts';
import { cancelTransition, resumeTransitions, startTransition } from './url-transition.ts';

export type UrlAttentionOptions = Omit<ConnectionsOptions, 'publicUrl'>;
export type UrlAttentionService = ReturnType<typeof createUrlAttention>;

/** Everything for which a URL must be regenerated. Whoever calls has asked before whether the user may. */
export function createUrlAttention(options: UrlAttentionOptions) {
  return {
    startTransition: startTransition.bind(undefined, options),
    cancelTransition: cancelTransition.bind(undefined, options),
    transitionStatus: transitionStatus.bind(undefined, options),
    resumeTransitions: resumeTransitions.bind(undefined, options),
    rootKeyUse: rootKeyUse.bind(undefined, options),
    reportLeak: reportLeak.bind(undefined, options),
    reportLeakedUrls: reportLeakedUrls.bind(undefined, options),
    ageUrls: ageUrls.bind(undefined, options),
    markImported: markImported.bind(undefined, options),
    openAttention: openAttention.bind(undefined, options),
    channelsWithAttention: channelsWithAttention.bind(undefined, options),
  };
}
