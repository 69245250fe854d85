import type { User } from '../world.ts';
import { badRequest } from './graph-error.ts';

const CONDITION = /^microsoft\.graph\.aadUserConversationMember\/(userId|displayName|email) eq '((?:[^']|'')*)'$/;

/**
 * A `$filter` of members as Graph takes it: one property equal to a text, or several such conditions joined by `or`
 * (Microsoft Learn, "List members of team").
 * @throws {GraphError}
 */
export function memberFilter(filter: string | null): (user: User) => boolean {
  if (filter === null) return () => true;
  const inner = /^\((.*)\)$/.exec(filter)?.[1] ?? filter;
  const conditions = inner.split(' or ').map(each => {
    const [, property, value = ''] = CONDITION.exec(each.trim()) ?? [];
    if (property === undefined) throw badRequest('Invalid filter clause.');
    const wanted = value.replaceAll("''", "'").toLowerCase();
    return (user: User) => propertyOf(user, property).toLowerCase() === wanted;
  });
  return user => conditions.some(holds => holds(user));
}

function propertyOf(user: User, property: string): string {
  switch (property) {
    case 'userId':
      return user.aadObjectId;
    case 'displayName':
      return user.name;
    default:
      return user.userPrincipalName;
  }
}
