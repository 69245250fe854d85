import { deleteActivity, sendActivity, updateActivity } from './activities.ts';
import { createConversation } from './conversations.ts';
import { getMember, getTeam, listChannels, listMembers, listPagedMembers } from './members.ts';
import type { ConnectorRequest, Done, Scene } from './request.ts';
import { TeamsError } from './teams-error.ts';

/**
 * Finds the endpoint of the Bot Connector that a request means and runs it.
 * @throws {TeamsError} what Teams would answer
 */
export function runEndpoint(scene: Scene, request: ConnectorRequest): Done {
  const { method, segments } = request;
  const [area, id = '', part, item, sub] = segments;
  if (area === 'conversations') {
    if (method === 'POST' && segments.length === 1) return createConversation(scene, request);
    if (part === 'activities') {
      if (method === 'POST' && segments.length <= 4) return sendActivity(scene, request, id);
      if (method === 'PUT' && item && segments.length === 4) return updateActivity(scene, request, id, item);
      if (method === 'DELETE' && item && segments.length === 4) return deleteActivity(scene, id, item);
      if (method === 'GET' && item && sub === 'members' && segments.length === 5) return listMembers(scene, id);
    }
    if (method === 'GET' && part === 'members' && segments.length === 3) return listMembers(scene, id);
    if (method === 'GET' && part === 'members' && item && segments.length === 4) return getMember(scene, id, item);
    if (method === 'GET' && part === 'pagedmembers' && segments.length === 3) {
      return listPagedMembers(scene, request, id);
    }
  }
  if (area === 'teams' && method === 'GET') {
    if (segments.length === 2) return getTeam(scene, id);
    if (part === 'conversations' && segments.length === 3) return listChannels(scene, id);
  }
  throw new TeamsError(404, 'NotFound', `The Bot Connector has no ${method} ${request.path}.`, {
    violations: [{ rule: 'endpoint', message: `${method} ${request.path}` }],
  });
}
