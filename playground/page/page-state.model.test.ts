import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Page, Post } from './api.ts';
import { initialState, type PageEvent, type PageState, reduce } from './page-state.ts';

const CHANNEL = 'general';
/** As many posts as the model's server gives at once. */
const LIMIT = 3;

/** What the page asked for: the answer holds the posts of some moment between question and end. */
interface Question {
  before: string | undefined;
  count: number;
  connections: number;
  answer: Page | undefined;
}

/** A playground with one channel, and a page that reads it as `use-playground.ts` does. */
class Model {
  posts: Post[] = [];
  lastId = 0;
  /** Events that the page has not heard yet; undefined while there is no connection. */
  stream: PageEvent[] | undefined;
  questions: Question[] = [];
  state: PageState = initialState(CHANNEL);

  dispatch(event: PageEvent): void {
    this.state = reduce(this.state, event);
    const ids = this.shown().map(post => Number(post.id));
    assert.deepEqual(
      ids,
      [...new Set(ids)].sort((a, b) => a - b),
      'each post once, in order',
    );
  }

  shown(): readonly Post[] {
    return this.state.channels[CHANNEL]?.posts ?? [];
  }

  message(text: string) {
    this.lastId += 1;
    const from = { id: '29:ada', name: 'Ada', kind: 'user' as const };
    return { id: String(this.lastId), channelId: CHANNEL, from, at: '', text, attachments: [] };
  }

  tell(kind: 'post' | 'update' | 'delete' | 'reply', post: Post): void {
    this.stream?.push({ type: 'event', kind, event: { channelId: CHANNEL, post: structuredClone(post) } });
  }

  page({ before, count }: Pick<Question, 'before' | 'count'>): Page {
    const end = before === undefined ? this.posts.length : this.posts.findIndex(post => post.id === before);
    const start = Math.max(0, end - count);
    return { posts: structuredClone(this.posts.slice(start, end)), hasMore: start > 0 };
  }

  ask(before: string | undefined): void {
    const count = before === undefined ? Math.max(this.shown().length, LIMIT) : LIMIT;
    this.questions.push({ before, count, connections: this.state.connections, answer: undefined });
    this.dispatch({ type: 'reading', channelId: CHANNEL });
  }

  end(index: number, succeeds: boolean): void {
    const [question] = this.questions.splice(index, 1);
    if (!question) return;
    const { before, connections } = question;
    const page = question.answer ?? this.page(question);
    if (!succeeds) this.dispatch({ type: 'not-read', channelId: CHANNEL });
    else if (before === undefined) this.dispatch({ type: 'latest', channelId: CHANNEL, page, connections });
    else this.dispatch({ type: 'earlier', channelId: CHANNEL, page, before, connections });
  }

  hear(count: number): void {
    for (const event of this.stream?.splice(0, count) ?? []) this.dispatch(event);
  }

  connect(): void {
    this.stream = [];
    this.dispatch({ type: 'connected' });
  }

  /** Everything that is under way comes to its end. */
  settle(): void {
    if (this.stream === undefined) this.connect();
    while (this.questions.length > 0) this.end(0, true);
    this.hear(Number.POSITIVE_INFINITY);
    if (!this.state.channels[CHANNEL] || this.state.stale.includes(CHANNEL)) {
      this.ask(undefined);
      this.end(0, true);
    }
  }
}

type Step = (model: Model) => void;

const index = fc.nat({ max: 20 });
const change = (model: Model, at: number, kind: 'update' | 'delete' | 'reply'): void => {
  const post = model.posts[at % Math.max(model.posts.length, 1)];
  if (!post) return;
  if (kind === 'delete') post.deleted = true;
  else if (kind === 'update') post.text = `changed ${model.message('').id}`;
  else post.replies.push(model.message('reply'));
  model.tell(kind, post);
};

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>(model => {
    model.posts.push({ ...model.message('post'), replies: [] });
    const post = model.posts.at(-1);
    if (post) model.tell('post', post);
  }),
  fc.tuple(index, fc.constantFrom('update' as const, 'delete' as const, 'reply' as const)).map<Step>(
    ([at, kind]) =>
      model =>
        change(model, at, kind),
  ),
  index.map<Step>(count => model => model.hear(count)),
  fc.constant<Step>(model => model.ask(undefined)),
  fc.constant<Step>(model => {
    const first = model.shown()[0];
    if (first) model.ask(first.id);
  }),
  index.map<Step>(at => model => {
    const question = model.questions[at % Math.max(model.questions.length, 1)];
    if (question) question.answer ??= model.page(question);
  }),
  fc.tuple(index, fc.boolean()).map<Step>(([at, succeeds]) => model => {
    if (model.questions.length > 0) model.end(at % model.questions.length, succeeds);
  }),
  fc.constant<Step>(model => {
    model.stream = undefined;
    model.dispatch({ type: 'lost' });
  }),
  fc.constant<Step>(model => {
    if (model.stream === undefined) model.connect();
  }),
);

describe('the page’s state, against a model of the playground', () => {
  it('shows in the end the newest posts as they are, whatever came while they were read, in any order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80, size: 'max' }), steps => {
        const model = new Model();
        for (const each of steps) each(model);
        model.settle();
        const shown = model.shown();
        assert.deepEqual(shown, model.posts.slice(model.posts.length - shown.length));
        assert.ok(shown.length >= Math.min(LIMIT, model.posts.length), 'a page of them at least');
        assert.equal(model.state.channels[CHANNEL]?.hasMore, shown.length < model.posts.length);
        assert.deepEqual(model.state.reads, {});
      }),
      { numRuns: 1_000 },
    );
  });
});
