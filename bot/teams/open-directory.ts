import type { BotCredentials } from '../config.ts';
import type { Cloud } from '../policy/cloud.ts';
import { createDirectory, type Directory } from './directory.ts';
import { createGraph, type Graph } from './graph-client.ts';
import { graphEndpoints } from './graph-endpoints.ts';
import { graphToken } from './graph-token.ts';
import { createGroupIdFinder, type GroupIdOptions } from './group-id.ts';
import { localGraphToken } from './local-graph-token.ts';

export interface OpenDirectoryOptions extends GroupIdOptions {
  bot: BotCredentials;
  cloud: Cloud;
  /** The playground's address, for a service without credentials. */
  playgroundUrl: string | undefined;
}

/** The directory of Microsoft Graph; without credentials that of the playground. Nothing is asked yet. */
export function openDirectory(options: OpenDirectoryOptions): Directory {
  return createDirectory({ graph: graphOf(options), findGroupId: createGroupIdFinder(options), now: options.now });
}

function graphOf({ bot, cloud, playgroundUrl, now }: OpenDirectoryOptions): Graph | undefined {
  if (bot.kind !== 'none')
    return createGraph({ url: `${graphEndpoints[cloud].graph}/v1.0`, token: graphToken(bot, cloud) });
  if (playgroundUrl === undefined) return undefined;
  return createGraph({ url: `${playgroundUrl}/graph/v1.0`, token: localGraphToken({ playgroundUrl, now }) });
}
