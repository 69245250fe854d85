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
const reading: PageEvent = { type: 'reading', channelId: 'general' };
const latest = (posts: Post[], hasMore = false, connections = 0): PageEvent => ({
  type: 'latest',
  channelId: 'general',
  page: { posts, hasMore },
  connections,
});
const earlier = (posts: Post[], before: string): PageEvent => ({
  type: 'earlier',
  channelId: 'general',
  page: { posts, hasMore: false },
  before,
  connections: 0,
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
    const reply = reduce(edited, event('update', post('1', [message('2', 'new reply')], 'new')));
    assert.equal(reply.channels.general?.posts[0]?.replies[0]?.text, 'new reply');
    const deleted = reduce(reply, event('delete', { ...post('3'), deleted: true }));
    assert.equal(deleted.channels.general?.posts[1]?.deleted, true);
    const replied = reduce(deleted, event('reply', post('3', [message('4')])));
    assert.deepEqual(replied.channels.general?.posts[1]?.replies, [message('4')]);
    assert.deepEqual(replied.stale, []);
  });

  it('shows what came while the channel was read for the first time, whatever the answer holds of it', () => {
    const start = stateAfter({ type: 'team', team }, reading, event('post', post('2')), event('post', post('3')));
    const changed = reduce(start, event('update', post('3', [], 'new')));
    const read = reduce(changed, latest([post('1'), post('2')]));
    assert.deepEqual(shown(read), ['1', '2', '3']);
    assert.equal(read.channels.general?.posts[2]?.text, 'new');
    assert.deepEqual(read.reads, {});
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

  it('reads anew after a connection, and shows what is loaded until then and what comes meanwhile', () => {
    const before = stateAfter(
      { type: 'team', team },
      latest([post('3'), post('4')], true),
      earlier([post('1'), post('2')], '3'),
      { type: 'lost' },
      { type: 'connected' },
    );
    assert.deepEqual(before.stale, ['general']);
    assert.deepEqual(shown(before), ['1', '2', '3', '4']);
    const meanwhile = [reading, event('post', post('6'))].reduce(reduce, before);
    assert.deepEqual(shown(meanwhile), ['1', '2', '3', '4', '6']);
    const read = reduce(meanwhile, latest([post('4'), post('5')], true, 1));
    assert.deepEqual([shown(read), read.stale], [['4', '5', '6'], []]);
    assert.deepEqual(shown(reduce(read, earlier([post('3')], '4'))), ['4', '5', '6'], 'asked for before');
  });

  it('reads anew what was asked for before the stream of events was opened', () => {
    const state = stateAfter({ type: 'team', team }, reading, { type: 'connected' }, latest([post('1')]));
    assert.deepEqual([shown(state), state.stale], [['1'], ['general']]);
  });

  it('leaves no gap where older posts come after newer ones have taken the place of all that was loaded', () => {
    const state = stateAfter({ type: 'team', team }, latest([post('3')], true), latest([post('8')], true));
    assert.deepEqual(shown(reduce(state, earlier([post('1'), post('2')], '3'))), ['8']);
  });

  it('forgets posts that are no longer there after the playground was reset', () => {
    const state = stateAfter({ type: 'team', team }, latest([post('1'), post('2')]), latest([post('9')]));
    assert.deepEqual(shown(state), ['9']);
  });

  it('asks for the team again at each connection and each change of it', () => {
    assert.equal(stateAfter().teamAsked, 1);
    assert.equal(stateAfter({ type: 'connected' }, { type: 'world' }).teamAsked, 3);
  });
});
