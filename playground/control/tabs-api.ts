import type { Scene } from '../connector/request.ts';
import { type Tabs, tabSettingsSchema } from '../store/tabs.ts';
import { findChannel } from '../world.ts';
import { ControlError } from './control-error.ts';

/**
 * `POST`, `PUT` and `DELETE` under `/playground/api/channels/{id}/tabs`: a person adds a tab of the app, saves its
 * configuration anew, or removes it. Open pages are told.
 */
export function createTabsApi(scene: Scene, tabs: Tabs) {
  return async function change(
    method: string,
    channelId: string,
    tabId: string | undefined,
    body: () => Promise<unknown>,
  ): Promise<unknown> {
    const channel = findChannel(scene.world, channelId);
    if (!channel || channel.deleted) throw new ControlError(404, `There is no channel ${channelId}.`);
    const done = await run(method, channelId, tabId, body);
    scene.publish('world', {});
    return done;
  };

  async function run(method: string, channelId: string, tabId: string | undefined, body: () => Promise<unknown>) {
    if (method === 'POST' && tabId === undefined) return tabs.add(channelId, tabSettingsSchema.parse(await body()));
    const missing = new ControlError(404, `There is no tab ${tabId} in ${channelId}.`);
    if (method === 'PUT' && tabId !== undefined) {
      const changed = tabs.change(channelId, tabId, tabSettingsSchema.parse(await body()));
      if (!changed) throw missing;
      return changed;
    }
    if (method === 'DELETE' && tabId !== undefined) {
      if (!tabs.remove(channelId, tabId)) throw missing;
      return undefined;
    }
    throw new ControlError(404, `The playground has no ${method} there.`);
  }
}
