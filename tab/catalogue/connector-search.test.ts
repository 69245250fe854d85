import assert from 'node:assert/strict';
import type { Availability, ConnectorSummary } from '../../bot/api/contract.ts';
import { categoriesOf, findConnectors } from './connector-search.ts';

const available: Availability = { state: 'available' };
const refused: Availability = { state: 'refused', text: 'Retired.' };

function connector(name: string, more: Partial<ConnectorSummary> = {}): ConnectorSummary {
  return {
    id: name.toLowerCase(),
    name,
    publisher: null,
    description: null,
    categories: ['development'],
    aliases: [],
    icon: null,
    origin: 'built-in',
    kind: 'webhook',
    configured: 0,
    availability: available,
    ...more,
  };
}

const all = [
  connector('Airbrake', { availability: refused }),
  connector('Azure DevOps', { aliases: ['VSTS', 'Visual Studio Team Services'] }),
  connector('Élan', { categories: ['news'], publisher: 'Contoso' }),
  connector('GitHub', { description: 'Pushes, pull requests, issues.', aliases: ['GitHub Enterprise'] }),
  connector('GitLab', { description: 'Pushes, merge requests.' }),
  connector('Jenkins', { availability: { state: 'scheduled', from: '2030-01-01', text: 'From 2030 on.' } }),
  connector('PagerDuty', { categories: ['monitoring'] }),
  connector('Trello', { description: 'Cards of a board; not for GitHub.' }),
];

function found(search: string, category?: string): string[] {
  const { offered, refused: others } = findConnectors(all, { search, category });
  return [...offered, ...others].map(({ name }) => name);
}

describe('the search in the catalogue', () => {
  it('shows everything in its order when nothing is typed, what takes no new connections last', () => {
    assert.deepEqual(
      findConnectors(all, { search: '  ', category: undefined }).refused.map(({ name }) => name),
      ['Airbrake'],
    );
    assert.deepEqual(found(''), [
      'Azure DevOps',
      'Élan',
      'GitHub',
      'GitLab',
      'Jenkins',
      'PagerDuty',
      'Trello',
      'Airbrake',
    ]);
  });

  it('finds by name, alias, publisher and description', () => {
    assert.deepEqual(found('vsts'), ['Azure DevOps']);
    assert.deepEqual(found('contoso'), ['Élan']);
    assert.deepEqual(found('merge requests'), ['GitLab']);
  });

  it('shows first what is called so', () => {
    assert.deepEqual(found('github'), ['GitHub', 'Trello']);
  });

  it('takes words in any order, without case, accents and punctuation', () => {
    assert.deepEqual(found('DEVOPS azure'), ['Azure DevOps']);
    assert.deepEqual(found('elan'), ['Élan']);
    assert.deepEqual(found('git-hub'), ['GitHub', 'Trello']);
    assert.deepEqual(found('pager duty'), ['PagerDuty']);
  });

  it('needs every word', () => {
    assert.deepEqual(found('github jenkins'), []);
  });

  it('keeps to a category', () => {
    assert.deepEqual(found('', 'monitoring'), ['PagerDuty']);
    assert.deepEqual(found('git', 'monitoring'), []);
  });

  it('offers the categories that there are, each once', () => {
    assert.deepEqual(categoriesOf(all), ['development', 'news', 'monitoring']);
  });
});
