import { apiTexts } from '../locales/api-texts.ts';
import { fillIn } from '../locales/bot-texts.ts';
import { escapeMarkdown } from '../notification/escape-markdown.ts';
import type { Notification } from '../notification/notification.ts';
import { mustBeEnabled } from './access.ts';
import type { ApiContext } from './api-options.ts';
import type { TestMessage } from './contract.ts';
import type { Handler } from './http/resource.ts';

/** `POST /api/connections/:id/test`: the card of the test goes the way of all others, and is listed in Activity. */
export function sendTestMessage(context: ApiContext): Handler {
  return async ({ user, part }) => {
    const { channel, row } = await context.access.changeConnection(user, part('id'));
    mustBeEnabled(channel);
    const { tenantId, channelId } = channel;
    const at = context.now();
    const activityId = context.newActivityId(at);
    const { test } = apiTexts(channel.language ?? context.language);
    await context.outbox({
      tenantId,
      connectionId: row.id,
      channelId,
      at,
      activity: {
        id: activityId,
        tenant_id: tenantId,
        connection_id: row.id,
        at,
        outcome: 'accepted',
        reason: null,
        status: 200,
        generation: 0,
        address: '',
        user_agent: fillIn(test.agent, { user: user.name }),
        content_type: null,
        size: 0,
        body: null,
      },
      notifications: [testNotification(test, row.name, user.name)],
    });
    return { body: { activityId } satisfies TestMessage };
  };
}

function testNotification(texts: ReturnType<typeof apiTexts>['test'], name: string, user: string): Notification {
  const text = fillIn(texts.text, { name: escapeMarkdown(name, false), user: escapeMarkdown(user, false) });
  return {
    contents: [{ kind: 'message', title: texts.title, text, tone: 'accent', sections: [], actions: [] }],
    summary: fillIn(texts.summary, { name }),
  };
}
