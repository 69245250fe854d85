import type { HostileBody } from './bodies.ts';

const json = { 'content-type': 'application/json' };
const card = (text: string) => ({ connector: 'incoming-webhook', headers: json, make: () => JSON.stringify({ text }) });

const alert = {
  version: '4',
  status: 'firing',
  receiver: 'teams',
  groupLabels: {},
  commonLabels: { alertname: 'Slow' },
  commonAnnotations: {},
  externalURL: 'https://alertmanager.example',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'Slow' },
      annotations: { description: `<img ${'a'.repeat(30_000)}>` },
      startsAt: '2026-11-01T10:00:00Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'https://prometheus.example/graph',
    },
  ],
};

const issue = (description: string) => ({
  webhookEvent: 'jira:issue_created',
  issue_event_type_name: 'issue_created',
  user: { displayName: 'Ada' },
  issue: {
    id: '1',
    key: 'A-1',
    self: 'https://jira.example/rest/api/2/issue/1',
    fields: { summary: 'Slow', description, project: { key: 'A', name: 'A' }, issuetype: { name: 'Bug' } },
  },
});

/** What was found to hold everybody up once, each for seconds. */
export const knownBodies = (): HostileBody[] => [
  { name: 'a tag of 59,000 letters', ...card(`<img ${'a'.repeat(59_000)}>`) },
  { name: 'a table whose rule is 59,000 spaces', ...card(`a|b\n${' '.repeat(59_000)}x|`) },
  {
    name: 'a form of 520,000 fields',
    connector: 'incoming-webhook',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    make: () => `payload=&${'a&'.repeat(520_000)}`,
  },
  { name: '<b> 10,000 times, <a> 9,000 times', ...card('<b>'.repeat(10_000) + '<a>'.repeat(9_000)) },
  { name: '<a and ="<a " 9,800 times', ...card(`<a ${'="<a "'.repeat(9_800)}`) },
  {
    name: 'an alert with such a description',
    connector: 'alertmanager',
    headers: json,
    make: () => JSON.stringify(alert),
  },
  {
    name: 'a Jira issue with {code:x} 12,500 times',
    connector: 'jira',
    headers: json,
    make: () => JSON.stringify(issue('{code:x}'.repeat(12_500))),
  },
  {
    name: 'a Jira issue with 20,000 list items',
    connector: 'jira',
    headers: json,
    make: () => JSON.stringify(issue('* a\n'.repeat(20_000))),
  },
];
