import type { ConnectionDetail, WebhookUrlView } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { type Task, useTask } from '../api/use-task.ts';
import { connectionPath } from '../connections/open-connection.ts';

export interface Regenerate {
  task: Task;
  /** An incoming webhook: another URL. Where somebody else was quicker, that is the one that comes back. */
  update(): Promise<WebhookUrlView | undefined>;
  /** Any other type: another connection with the same configuration, whose first message removes this one. */
  recreate(): Promise<{ connection: ConnectionDetail; etag: string | undefined } | undefined>;
}

/** The two ways to regenerate a connection's URL. Both answer undefined where they were refused: see the task. */
export function useRegenerate(connectionId: string, etag: string | undefined): Regenerate {
  const api = useApi();
  const task = useTask();
  const path = connectionPath(connectionId);
  const options = { ifMatch: etag };

  return {
    task,
    update: async () => {
      let url: WebhookUrlView | undefined;
      await task.run(async () => {
        url = (await api.post<WebhookUrlView>(`${path}/update-url`, undefined, options)).data;
      });
      return url;
    },
    recreate: async () => {
      let made: { connection: ConnectionDetail; etag: string | undefined } | undefined;
      await task.run(async () => {
        const { data, etag: madeEtag } = await api.post<ConnectionDetail>(`${path}/recreate`, undefined, options);
        made = { connection: data, etag: madeEtag };
      });
      return made;
    },
  };
}
