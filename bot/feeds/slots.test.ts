import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSlots, type Lane, type SlotOptions, usualSlots } from './slots.ts';

const second = 1_000;
const small: SlotOptions = {
  most: { usual: { all: 3, ofChannel: 2 }, slow: { all: 2, ofChannel: 1 } },
  patience: 2 * second,
  rest: 2 * second,
  longestRest: 60 * second,
};
const feed = (host: string, channel = host) => ({ host, channel_id: channel });

describe('slots', () => {
  it('are there for so many feeds, and so many of one channel', () => {
    const slots = createSlots(small);
    assert.equal(slots.begin(feed('a', 'one'), 0), 'usual');
    assert.equal(slots.begin(feed('b', 'one'), 0), 'usual');
    assert.deepEqual(slots.closed('usual', 0), { hosts: ['a', 'b'], channels: ['one'] });
    assert.equal(slots.begin(feed('c', 'one'), 0), undefined);
    assert.equal(slots.begin(feed('d', 'two'), 0), 'usual');
    assert.equal(slots.closed('usual', 0), undefined);
    slots.end('a', 0);
    assert.equal(slots.begin(feed('c', 'one'), 0), 'usual');
  });

  it('are left by who takes long, for the slow lane, or for later where that is full', () => {
    const slots = createSlots(small);
    for (const host of ['a', 'b', 'c']) slots.begin(feed(host), 0);
    assert.deepEqual(slots.moveSlow(second), []);
    assert.deepEqual(slots.moveSlow(2 * second), ['c']);
    slots.end('c', 2 * second);
    assert.equal(slots.begin(feed('d'), 2 * second), 'usual');
    slots.end('a', 20 * second);
    assert.deepEqual(slots.closed('slow', 20 * second), { hosts: ['c'], channels: ['b'] });
    assert.equal(slots.begin(feed('c'), 20 * second), 'slow');
  });

  it('are not left by a poll whose host has answered', () => {
    const slots = createSlots(small);
    slots.begin(feed('a'), 0);
    slots.asked('a', second, true);
    assert.deepEqual(slots.moveSlow(10 * second), []);
    slots.end('a', 10 * second);
    assert.equal(slots.begin(feed('a'), 12 * second), 'usual');
  });

  it('are the usual ones again for a host that has become fast', () => {
    const slots = createSlots(small);
    slots.begin(feed('a'), 0);
    slots.end('a', 5 * second);
    assert.equal(slots.begin(feed('a'), 24 * second), undefined);
    assert.equal(slots.begin(feed('a'), 25 * second), 'slow');
    slots.end('a', 26 * second);
    assert.equal(slots.begin(feed('a'), 28 * second), 'usual');
  });

  it('are not for a host that does not answer until twice as long each time', () => {
    const slots = createSlots(small);
    const waits: number[] = [];
    for (let at = 0; waits.length < 6; ) {
      assert.ok(slots.begin(feed('a'), at));
      slots.asked('a', at, false);
      slots.end('a', at);
      const ended = at;
      while (slots.closed('usual', at)?.hosts.includes('a')) at += second;
      waits.push((at - ended) / second);
    }
    assert.deepEqual(waits, [4, 8, 16, 32, 60, 60]);
  });

  it('let another feed begin soon, however many hosts give no answer', () => {
    for (const channelOf of [(host: number) => `${host}`, () => 'one']) {
      const slots = createSlots(usualSlots);
      const hosts = Array.from({ length: 16 }, (_, host) => ({ ...feed(`${host}`, channelOf(host)), until: 0 }));
      const due = [...hosts, { ...feed('other', channelOf(16)), until: 0 }];
      let begun: number | undefined;
      for (let at = 0; at < 80 * second && begun === undefined; at += second) {
        for (const host of slots.moveSlow(at)) slots.end(host, at);
        for (const one of due)
          if (slots.begin(one, at)) {
            one.until = at + 20 * second;
            if (one.host === 'other') begun = at;
          }
      }
      assert.ok(begun !== undefined && begun <= 12 * second, `${begun}`);
    }
  });

  it('hold their limits whatever comes (property)', () => {
    const step = fc.record({
      host: fc.constantFrom(...'abcdefgh'),
      channel: fc.constantFrom('one', 'two', 'three'),
      does: fc.constantFrom('begin', 'begin', 'asked', 'silent', 'end', 'move'),
      wait: fc.nat(4 * second),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const slots = createSlots(small);
        /** The model: who runs where, since when. */
        const running = new Map<string, { lane: Lane; channel: string; since: number; asked: boolean }>();
        let at = 0;
        for (const { host, channel, does, wait } of steps) {
          at += wait;
          const poll = running.get(host);
          if (does === 'begin') {
            const lane = slots.begin(feed(host, channel), at);
            if (lane) {
              assert.equal(poll, undefined);
              running.set(host, { lane, channel, since: at, asked: false });
            }
          } else if (does === 'end') {
            slots.end(host, at);
            running.delete(host);
          } else if (does === 'move') {
            const givenBack = slots.moveSlow(at);
            for (const [name, one] of running)
              if (one.lane === 'usual' && !one.asked && at - one.since >= small.patience) one.lane = 'slow';
              else assert.ok(!givenBack.includes(name));
            for (const name of givenBack) {
              slots.end(name, at);
              running.delete(name);
            }
          } else if (poll) {
            slots.asked(host, at, does === 'asked');
            poll.asked = true;
          }
          for (const lane of ['usual', 'slow'] as const) {
            const inLane = [...running.values()].filter(one => one.lane === lane);
            assert.ok(inLane.length <= small.most[lane].all);
            for (const name of ['one', 'two', 'three'])
              assert.ok(inLane.filter(one => one.channel === name).length <= small.most[lane].ofChannel);
            const closed = slots.closed(lane, at);
            assert.equal(closed === undefined, inLane.length === small.most[lane].all);
            // What the poller asks the store for is what may begin.
            for (const name of 'abcdefgh')
              if (closed && (lane === 'slow') === closed.hosts.includes(name)) assert.ok(!running.has(name));
          }
        }
      }),
    );
  });
});
