import assert from 'node:assert/strict';
import { cardTexts } from '../locales/card-texts.ts';
import { renderWithinLimit } from '../notification/limits.ts';
import type { Message, Notification } from '../notification/notification.ts';
import { builtInConnectors } from './built-in.ts';
import { readConnectors } from './connector-folder.ts';
import type { EventSettings } from './events/read-event.ts';
import { compileEvents } from './events/read-event.ts';
import type { Language } from './format/text.ts';

const connectors = readConnectors(builtInConnectors);

interface Sent {
  headers?: Record<string, string>;
  settings?: EventSettings;
  language?: Language;
}

function posted(
  id: string,
  body: unknown,
  { headers = {}, settings = {}, language = 'en' }: Sent = {},
): Notification | undefined {
  const connector = connectors.find(one => one.id === id);
  assert.ok(connector);
  const result = compileEvents(connector, connector.events, language)({ body, headers, settings });
  return result.outcome === 'accepted' ? result.notification : undefined;
}

function message(notification: Notification | undefined): Message {
  const [content] = notification?.contents ?? [];
  assert.ok(content?.kind === 'message');
  return content;
}

const cardOf = (notification: Notification | undefined, language: Language) => {
  assert.ok(notification);
  return JSON.stringify(renderWithinLimit(notification, { name: 'Channel' }, cardTexts(language)));
};
const buttons = ({ actions }: Message) =>
  actions.map(action => `${action.title} ${action.kind === 'open' ? action.url : ''}`.trim());

describe('Alertmanager with many alerts', () => {
  const alert = (index: number) => ({
    status: 'firing',
    labels: { alertname: 'QueueFull', instance: `queue-${index}` },
    annotations: {
      runbook_url: `https://runbooks.example.org/${index}`,
      dashboard: `https://dash.example.org/${index}`,
    },
    startsAt: '2026-11-03T06:00:00Z',
  });
  const body = (count: number) => ({
    status: 'firing',
    receiver: 'teams',
    groupKey: '{}:{alertname="QueueFull"}',
    commonLabels: { alertname: 'QueueFull' },
    commonAnnotations: {},
    externalURL: 'https://am.example.org/',
    alerts: Array.from({ length: count }, (_, index) => alert(index)),
  });

  it('counts the alerts that the card leaves out, in both languages', () => {
    assert.match(cardOf(posted('alertmanager', body(34)), 'en'), /\+24 more alerts/);
    assert.match(cardOf(posted('alertmanager', body(11), { language: 'fr' }), 'fr'), /\+1 autre alerte"/);
    assert.doesNotMatch(cardOf(posted('alertmanager', body(10)), 'en'), /more alert/);
    assert.match(cardOf(posted('grafana', body(34)), 'en'), /\+24 more alerts/);
  });

  it('shows each alert’s own runbook and dashboard', () => {
    const [first, second] = message(posted('alertmanager', body(2))).sections;
    assert.match(
      first?.text ?? '',
      /\[Runbook\]\(https:\/\/runbooks\.example\.org\/0\) · \[Dashboard\]\(https:\/\/dash\.example\.org\/0\)$/,
    );
    assert.match(second?.text ?? '', /\[Runbook\]\(https:\/\/runbooks\.example\.org\/1\)/);
  });

  it('has addresses with one slash between their parts', () => {
    assert.ok(
      buttons(message(posted('alertmanager', body(2)))).includes(
        'Open Alertmanager https://am.example.org/#/alerts?receiver=teams',
      ),
    );
  });
});

describe('a comment of Jira Data Center', () => {
  const comment = {
    self: 'https://jira.example.com/rest/api/2/issue/10777/comment/20888',
    id: '20888',
    author: { displayName: 'Nadia Costa' },
    body: 'The second voucher is lost too.',
  };
  const alone = { webhookEvent: 'comment_created', comment };
  const ofIssue = {
    webhookEvent: 'jira:issue_updated',
    issue_event_type_name: 'issue_commented',
    user: { displayName: 'Nadia Costa' },
    issue: {
      id: '10777',
      self: 'https://jira.example.com/rest/api/2/issue/10777',
      key: 'SHOP-7',
      fields: { summary: 'Vouchers' },
    },
    comment,
  };

  it('is posted once, with its issue, though Jira tells of it twice', () => {
    assert.equal(posted('jira', alone), undefined);
    assert.equal(
      message(posted('jira', ofIssue)).title,
      'Nadia Costa commented on [SHOP-7 Vouchers](https://jira.example.com/browse/SHOP-7)',
    );
  });

  it('without its issue leads to it all the same, for those who choose it', () => {
    const made = message(posted('jira', alone, { settings: { events: ['comment-alone'] } }));
    assert.equal(
      made.title,
      'Nadia Costa commented on issue [10777](https://jira.example.com/secure/ViewIssue.jspa?id=10777)',
    );
    assert.deepEqual(buttons(made), [
      'Open issue https://jira.example.com/secure/ViewIssue.jspa?id=10777&focusedCommentId=20888',
    ]);
  });
});

describe('GitHub', () => {
  const repository = {
    full_name: 'lighthouse-shop/storefront',
    html_url: 'https://github.com/lighthouse-shop/storefront',
  };
  const sender = { login: 'nadia-okafor' };

  it('says where a branch is after a forced push without commits, and what has changed', () => {
    const head = {
      id: '0f1e2d3c4b5a69788796a5b4c3d2e1f001122334',
      message: 'Round once',
      url: `${repository.html_url}/commit/0f1e2d3`,
      author: { name: 'Nadia' },
    };
    const compare = `${repository.html_url}/compare/aaaaaaa...0f1e2d3`;
    const body = {
      ref: 'refs/heads/rounding',
      forced: true,
      commits: [],
      head_commit: head,
      compare,
      repository,
      sender,
    };
    const made = message(posted('github', body, { headers: { 'x-github-event': 'push' } }));
    assert.match(
      made.text ?? '',
      /Now at \[0f1e2d3\]\(https:\/\/github\.com\/lighthouse-shop\/storefront\/commit\/0f1e2d3\) Round once/,
    );
    assert.deepEqual(buttons(made), [`Compare changes ${compare}`]);
  });

  it('says where a comment is whose issue is missing', () => {
    const body = { action: 'created', comment: { body: 'So it is.' }, repository, sender };
    const made = posted('github', body, { headers: { 'x-github-event': 'issue_comment' } });
    assert.equal(made?.summary, 'nadia-okafor commented on issue in lighthouse-shop/storefront');
  });
});

describe('Azure DevOps without messages', () => {
  const resource = {
    pullRequestId: 31,
    title: 'Count boats by length',
    repository: {
      name: 'berths',
      remoteUrl: 'https://dev.azure.com/northwharf/Harbour/_git/berths',
      project: { name: 'Harbour' },
    },
    createdBy: { displayName: 'Mina Okafor' },
    closedBy: { displayName: 'Tom Lindqvist' },
    targetRefName: 'refs/heads/main',
  };
  const summary = (eventType: string, given: object, language: Language = 'en') =>
    posted(
      'azure-devops',
      { eventType, message: null, detailedMessage: null, resource: given },
      { language, settings: { everything: true } },
    )?.summary;

  it('says what became of a pull request', () => {
    const of = (status: string, language: Language = 'en') =>
      summary('git.pullrequest.updated', { ...resource, status }, language);
    assert.equal(of('completed'), 'Pull request !31 Count boats by length was completed by Tom Lindqvist');
    assert.equal(of('abandoned'), 'Pull request !31 Count boats by length was abandoned by Tom Lindqvist');
    assert.equal(of('active'), 'Pull request !31 Count boats by length was updated');
    assert.equal(
      of('completed', 'fr'),
      'La demande de tirage !31 Count boats by length a été terminée par Tom Lindqvist',
    );
  });

  it('says which event it is where that is all there is', () => {
    assert.equal(summary('elasticagentpool.resized', {}), 'Azure DevOps: elasticagentpool resized');
    assert.equal(summary('ms.vss-release.deployment-approval-pending-event', {}), 'Deployment waits for approval');
  });
});

describe('Jenkins', () => {
  it('has the console’s address, whether the build’s ends with a slash or not', () => {
    for (const end of ['', '/']) {
      const build = {
        number: 7,
        phase: 'COMPLETED',
        status: 'FAILURE',
        full_url: `https://ci.example.org/job/orchard/7${end}`,
      };
      const made = message(posted('jenkins', { name: 'orchard', build }, { settings: { everything: true } }));
      assert.ok(
        buttons(made).includes('Console output https://ci.example.org/job/orchard/7/console'),
        buttons(made).join(),
      );
    }
  });
});
