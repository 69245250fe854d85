import { mask } from '../../delivery/mask.ts';
import { type Command, option } from '../command.ts';
import { showConnection } from '../show-connection.ts';

const oneId = { min: 1, max: 1 };

/** What is done about the webhook URL of a connection. */
export const connectionUrlCommands: Command[] = [
  {
    name: 'connections update-url',
    usage: 'ID [--stop-old-url]',
    summary: 'makes a new webhook URL; the old one goes on until its deadline, else for 72 hours, or is stopped now',
    options: { 'stop-old-url': option.flag },
    positionals: oneId,
    async run(context, { positionals: [id = ''], flag }) {
      const updated = await context.connections.updateUrl(await context.tenant(), id, {
        stopOldUrl: flag('stop-old-url'),
      });
      return showConnection(context, updated);
    },
  },
  {
    name: 'connections recreate',
    usage: 'ID',
    summary: 'makes a new connection like this one, which is removed when the new one has had its first message',
    options: {},
    positionals: oneId,
    async run(context, { positionals: [id = ''] }) {
      return showConnection(context, await context.connections.recreate(await context.tenant(), id));
    },
  },
  {
    name: 'connections stop-old-url',
    usage: 'ID',
    summary: 'ends the old webhook URLs of a connection now; the current one goes on',
    options: {},
    positionals: oneId,
    async run(context, { positionals: [id = ''] }) {
      return showConnection(context, await context.connections.stopOldUrls(await context.tenant(), id));
    },
  },
  {
    name: 'connections report-leak',
    usage: 'ID [--seen-in WHERE]',
    summary: 'the webhook URL is known to others: it must be updated within 24 hours, and ends then',
    options: { 'seen-in': option.value },
    positionals: oneId,
    async run(context, input) {
      const [id = ''] = input.positionals;
      const tenantId = await context.tenant();
      const seenIn = input.option('seen-in');
      const detail = seenIn === undefined ? undefined : mask(seenIn);
      await context.urlAttention.reportLeak(tenantId, id, { by: null, detail });
      return showConnection(context, await context.connections.get(tenantId, id));
    },
  },
];
