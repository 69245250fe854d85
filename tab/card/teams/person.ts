import { html } from './html.ts';
import { objectOf, objectsOf, type Source, textOf } from './read.ts';

/** People whom Teams would show with their picture: their names, or else their addresses. */
export function drawPeople(source: Source): HTMLElement {
  const properties = objectOf(source.properties);
  const people = Array.isArray(properties.users) ? objectsOf(properties.users) : [properties];
  const names = people.map(person => textOf(person.displayName) || textOf(person.userPrincipalName));
  const shown = names.filter(name => name !== '').map(name => html('span', 'mention', name));
  return html('div', 'card-line', ...shown);
}
