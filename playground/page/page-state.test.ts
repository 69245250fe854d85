import assert from 'node:assert/strict';
import type { Message, Post, Team } from './api.ts';
import { initialState, type PageEvent, type PageState, reduce } from './page-state.ts';

const message = (id: string, text = id): Message => ({
  id,
  channelId: 'general',
  from: { id: '29:ada', name: 'Ada', kind: 'user' },
  at: '2026-11-22T10:00:00Z',
  text,
  attachments: [],
});
const post = (id: string, replies: Message[] = [], text = id): Post => ({ ...message(id, text), replies });
const channel = (id: string, deleted = false) => ({
  id,
  name: id,
  membershipType: 'standard' as const,
  deleted,
  tabs: [],
});
const team: Team = {
  tenantId: 'tenant',
  team: { id: 't', groupId: 'g', name: 'Team', allowCreateUpdateRemoveConnectors: true },
  channels: [channel('gone', true), channel('general'), channel('builds')],
  users: [
    {
      id: '29:ada',
      aadObjectId: 'ada',
      name: 'Ada',
      userPrincipalName: 'ada@contoso.example',
      tenantId: 'tenant',
      role: 'owner',
      chatId: 'a:ada',
    },
  ],
  bot: { id: '28:bot', name: 'Bot', installed: true },
  tryIt: null,
};

function stateAfter(...events: PageEvent[]): PageState {
  return events.reduce(reduce, initialState());
}
const latest = (posts: Post[], hasMore = false, known: string[] = []): PageEvent => ({
  type: 'latest',
  channelId: 'general',
  page: { posts, hasMore },
  known: new Set(known),
});
const event = (kind: 'post' | 'update' | 'delete' | 'reply', changed: Post, channelId = 'general'): PageEvent => ({
  type: 'event',
  kind,
  event: { channelId, post: changed },
});
const shown = (state: PageState) => state.channels.general?.posts.map(each => each.id);

describe('the page’s state', () => {
  it('opens the channel of the address, else the first that is not deleted', () => {
    assert.equal(reduce(initialState('builds'), { type: 'team', team }).channelId, 'builds');
    assert.equal(reduce(initialState('gone'), { type: 'team', team }).channelId, 'general');
    assert.equal(reduce(initialState(), { type: 'team', team }).channelId, 'general');
  });

  it('leaves a channel that was deleted, and opens none that does not exist', () => {
    const state = stateAfter({ type: 'team', team }, { type: 'opened', channelId: 'builds' });
    const without = { ...team, channels: [channel('general'), channel('builds', true)] };
    assert.equal(reduce(state, { type: 'team', team: without }).channelId, 'general');
    assert.equal(reduce(state, { type: 'opened', channelId: 'nowhere' }).channelId, 'builds');
  });

  it('opens a person’s chat with the bot, and counts what comes there as news elsewhere', () => {
    const state = stateAfter({ type: 'team', team }, event('post', post('1'), 'a:ada'));
    assert.deepEqual(state.unread, ['a:ada']);
    const inChat = reduce(state, { type: 'opened', channelId: 'a:ada' });
    assert.deepEqual([inChat.channelId, inChat.unread], ['a:ada', []]);
    assert.equal(reduce(inChat, { type: 'opened', channelId: 'a:nobody' }).channelId, 'a:ada');
  });

  it('puts a new post at the end, and once only', () => {
    const state = stateAfter(
      { type: 'team', team },
      latest([post('1')]),
      event('post', post('2')),
      event('post', post('2')),
    );
    assert.deepEqual(shown(state), ['1', '2']);
    assert.deepEqual(state.unread, []);
  });

  it('shows edits and deletions of posts and of replies in place', () => {
    const start = stateAfter({ type: 'team', team }, latest([post('1', [message('2')]), post('3')]));
    const edited = reduce(start, event('update', post('1', [message('2')], 'new')));
    assert.equal(edited.channels.general?.posts[0]?.text, 'new');
    const reply = reduce(edited, event('update', post('2', [], 'new reply')));
    assert.equal(reply.channels.general?.posts[0]?.replies[0]?.text, 'new reply');
    const deleted = reduce(reply, event('delete', post('3')));
    assert.equal(deleted.channels.general?.posts[1]?.deleted, true);
  });

  it('takes a reply with its thread, and reads the channel anew when only the reply is told', () => {
    const start = stateAfter({ type: 'team', team }, latest([post('1')]));
    const withThread = reduce(start, event('reply', post('1', [message('2')])));
    assert.deepEqual(withThread.channels.general?.posts[0]?.replies, [message('2')]);
    assert.deepEqual(withThread.stale, []);
    assert.deepEqual(reduce(start, event('reply', post('2'))).stale, ['general']);
  });

  it('marks other channels unread until they are opened', () => {
    const state = stateAfter(
      { type: 'team', team },
      event('post', post('1'), 'builds'),
      event('update', post('1'), 'gone'),
    );
    assert.deepEqual(state.unread, ['builds']);
    assert.deepEqual(reduce(state, { type: 'opened', channelId: 'builds' }).unread, []);
  });

  it('reads anew after a connection, keeping what was loaded earlier and what came meanwhile', () => {
    const before = stateAfter(
      { type: 'team', team },
      latest([post('3'), post('4')], true),
      { type: 'earlier', channelId: 'general', page: { posts: [post('1'), post('2')], hasMore: false } },
      { type: 'lost' },
      { type: 'connected' },
    );
    assert.deepEqual(before.stale, ['general']);
    assert.deepEqual(shown(before), ['1', '2', '3', '4']);
    const meanwhile = reduce(before, event('post', post('6')));
    const read = reduce(meanwhile, latest([post('4'), post('5')], true, ['1', '2', '3', '4']));
    assert.deepEqual(shown(read), ['1', '2', '3', '4', '5', '6']);
    assert.deepEqual(read.stale, []);
    assert.equal(read.channels.general?.hasMore, false);
  });

  it('forgets posts that are no longer there after the playground was reset', () => {
    const state = stateAfter(
      { type: 'team', team },
      latest([post('1'), post('2')]),
      latest([post('9')], false, ['1', '2']),
    );
    assert.deepEqual(shown(state), ['9']);
  });
});
