import { EventEmitter, once } from 'node:events';
import { Agent } from 'node:http';
import type { RecordEntry } from '../../playground/control/record.ts';
import type { Connected } from './installation.ts';
import { postJson } from './post.ts';

/** A message that was sent, and what its sender was told. */
export interface SentMessage {
  /** Unique: the connection's name and a number that counts up within it. */
  text: string;
  connection: Connected;
  number: number;
  /** What came back; undefined while it is under way, and where the connection broke before an answer. */
  reply: string | undefined;
  underWay: boolean;
}

/** Senders that post as long as the service is there. */
export interface Load {
  sent: SentMessage[];
  /** Resolves when so many more requests have left. */
  requests(count: number): Promise<void>;
  /** Resolves when so many more replies have come. */
  replies(count: number): Promise<void>;
  /** Senders whose request failed wait until this is called. */
  goOn(): void;
  /** Lets the senders end after their next answer; resolves when all have. */
  end(): Promise<void>;
}

/** A sender posts a message only after the answer to the one before; a connection may have several of them. */
export function startLoad(senders: Connected[]): Load {
  const sent: SentMessage[] = [];
  const events = new EventEmitter().setMaxListeners(0);
  const agent = new Agent({ keepAlive: true });
  const counts = new Map<string, number>();
  let ending = false;

  async function run(connection: Connected): Promise<void> {
    while (!ending) {
      const number = (counts.get(connection.id) ?? 0) + 1;
      counts.set(connection.id, number);
      const message: SentMessage = {
        text: `${connection.name} ${number}`,
        connection,
        number,
        reply: undefined,
        underWay: true,
      };
      sent.push(message);
      if (!(await post(message)) && !ending) await once(events, 'go on');
    }
  }

  /** Answers false if there was no answer. */
  async function post(message: SentMessage): Promise<boolean> {
    const { text, connection } = message;
    try {
      const onSent = () => events.emit('request');
      const answered = await postJson(connection.urls.short, { summary: text, text }, { agent, onSent });
      message.reply = `${answered.status} ${answered.body}`;
      return true;
    } catch {
      // The connection was refused or broke: what became of the message, its sender cannot know.
      return false;
    } finally {
      message.underWay = false;
      if (message.reply !== undefined) events.emit('reply');
    }
  }

  async function wait(event: string, count: number): Promise<void> {
    for (let left = count; left > 0; left -= 1) await once(events, event);
  }

  const running = Promise.all(senders.map(run));
  return {
    sent,
    requests: count => wait('request', count),
    replies: count => wait('reply', count),
    goOn: () => events.emit('go on'),
    async end() {
      ending = true;
      events.emit('go on');
      await running;
      agent.destroy();
    },
  };
}

/** What a new thread in the record says; undefined for other requests. */
export function postedText({ method, path, activity }: RecordEntry): string | undefined {
  if (method !== 'POST' || path !== '/v3/conversations') return undefined;
  const isSummarised = typeof activity === 'object' && activity !== null && 'summary' in activity;
  return isSummarised && typeof activity.summary === 'string' ? activity.summary : undefined;
}
