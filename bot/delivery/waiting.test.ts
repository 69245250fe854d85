import assert from 'node:assert/strict';
import { failure, setUpDelivery } from '../../test/support/delivery.ts';
import { tenantId } from '../../test/support/store.ts';
import { probeNow } from '../connections/reachability.ts';
import type { Store } from '../store/store.ts';
import { wakeChannels } from './channel-queue.ts';
import { tryNow } from './forget-waits.ts';
import { mostFailedAlone } from './verdict.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** What Teams may do with one message, or with all. A 2xx that cannot be read is none of it: that was posted. */
const faults = {
  '429': failure({ status: 429 }),
  '429 with Retry-After': failure({ status: 429, retryAfter: 5 * second }),
  '503': failure({ status: 503 }),
  '502': failure({ status: 502 }),
  '412': failure({ status: 412 }),
  'no answer': failure({ status: undefined, code: 'timeout' }),
  'a login that is refused': failure({ status: 401, code: 'login', sent: false }),
};

const outcomes = async (store: Store) => {
  const rows = await store.selectFrom('delivery').select(['summary', 'state', 'error', 'attempts']).execute();
  return new Map(rows.map(({ summary, ...row }) => [summary, row]));
};

describe('a message that fails alone', () => {
  for (const [name, fault] of Object.entries(faults))
    it(`is given up, and holds up nobody for longer than one wait (${name})`, async () => {
      const { store, clock, send, settle, posted } = await setUpDelivery({ a: ['one', 'two'] }, text =>
        text === 'poison' ? fault : undefined,
      );
      const begun = clock.now;
      await send('one', 'poison');
      await send('one', 'behind');
      await settle(begun);
      for (let sent = 0; sent < 60; sent += 1) {
        const at = clock.now;
        await send('two', `x${sent}`);
        await settle(sent === 0 ? at + 6 * second : at);
        assert.ok(posted.includes(`x${sent}`), `x${sent} waits`);
        await settle(at + minute);
        clock.now = at + minute + 7;
      }
      const { state, error, attempts } = (await outcomes(store)).get('poison') ?? {};
      assert.equal(state, 'dead letter');
      assert.ok(Number(attempts) > mostFailedAlone && Number(attempts) < 4 * mostFailedAlone, `${attempts} attempts`);
      assert.match(String(error), /Teams took other messages meanwhile.*The last error was: status/);
      assert.ok(posted.includes('behind'));
    });

  it('is given up where nobody else is in its channel, but others in the tenant are posted', async () => {
    const { store, clock, send, settle } = await setUpDelivery({ a: ['one'], b: ['two'] }, text =>
      text === 'poison' ? faults['503'] : undefined,
    );
    await send('one', 'poison');
    for (let sent = 0; sent < 40; sent += 1) {
      const at = clock.now;
      await send('two', `x${sent}`);
      await settle(at + minute);
      clock.now = at + minute;
    }
    assert.equal((await outcomes(store)).get('poison')?.state, 'dead letter');
  });

  it('is given up after an hour in which the one behind it was posted, when nobody else posts at all', async () => {
    const { store, clock, send, settle, posted } = await setUpDelivery({ a: ['one'] }, text =>
      text === 'poison' ? faults['no answer'] : undefined,
    );
    const begun = clock.now;
    await send('one', 'poison');
    await send('one', 'behind');
    await send('one', 'last');
    await settle(begun + hour - minute);
    assert.deepEqual(posted, []);
    await settle(begun + hour + 2 * minute);
    assert.deepEqual(posted, ['behind', 'last']);
    const { state, error } = (await outcomes(store)).get('poison') ?? {};
    assert.equal(state, 'dead letter');
    assert.match(String(error), /Teams took other messages meanwhile/);
  });

  it('keeps its place where the one behind it fails too', async () => {
    const heals = 3 * hour;
    const { clock, send, settle, posted, attempts } = await setUpDelivery({ a: ['one'] }, (_, __, now) =>
      now < heals ? faults['503'] : undefined,
    );
    await send('one', '1');
    await send('one', '2');
    await settle(heals + hour);
    assert.deepEqual(posted, ['1', '2']);
    // Once an hour.
    assert.equal(attempts.get('2'), 1 + Math.floor((heals - 1_000_000) / hour));
    assert.ok(clock.now < heals + 2 * minute);
  });

  it('is not taken for one that fails alone while others fail too', async () => {
    const heals = 2 * hour;
    const { store, send, settle } = await setUpDelivery({ a: ['one', 'two'], b: ['three'] }, (text, _, now) =>
      now < heals && text !== 'x' ? faults['503'] : undefined,
    );
    await send('one', '1');
    await send('two', '2');
    await settle(hour);
    await send('three', 'x');
    await settle(heals + hour);
    for (const [summary, { state }] of await outcomes(store)) assert.equal(state, 'posted', summary);
  });
});

describe('a channel that Teams refuses', () => {
  it('goes on for all of a tenant as soon as one message is posted', async () => {
    const channels = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`c${n}`, [`n${n}`, `m${n}`]]));
    const heals = 1_000_000 + 3 * minute;
    const { clock, send, settle, posted } = await setUpDelivery(
      channels,
      (text, _, now) => (now < heals ? failure({ status: text.startsWith('m') ? 502 : 503 }) : undefined),
      Math.random,
    );
    for (const names of Object.values(channels)) for (const name of names) await send(name, name);
    await settle(heals - 1);
    assert.deepEqual(posted, []);
    await settle();
    assert.equal(posted.length, 40);
    // The first to be tried is the one whose wait ends first; the others do not wait for theirs.
    assert.ok(clock.now - heals < 10 * second, `${clock.now - heals} ms after it healed`);
  });

  it('is not tried again and again because others are posted', async () => {
    const { clock, send, settle, attempts } = await setUpDelivery({ a: ['one'], b: ['two'] }, text =>
      text === 'stuck' ? faults['503'] : undefined,
    );
    await send('one', 'stuck');
    for (let sent = 0; sent < 60; sent += 1) {
      const at = clock.now;
      await send('two', `x${sent}`);
      await settle(at + second);
      clock.now = at + second;
    }
    // Twice for each wait, which is twice as long each time: once when it is over, once when others are posted then.
    assert.ok((attempts.get('stuck') ?? 0) <= 16, `${attempts.get('stuck')} attempts in a minute`);
  });
});

describe('a suspended connection', () => {
  it('is not suspended by one 403 that does not last', async () => {
    const { connections, ids, send, settle, posted } = await setUpDelivery({ a: ['one', 'two'] }, (text, attempt) =>
      text === '1' && attempt === 1 ? failure({ status: 403 }) : undefined,
    );
    await send('one', '1');
    await send('one', '2');
    await send('two', 'x');
    await settle();
    assert.deepEqual(posted, ['x', '1', '2']);
    assert.equal((await connections.get(tenantId, ids.get('one')?.id ?? '')).status, 'active');
  });

  it('is tried with one message, after pauses that grow, and wakes with all of its channel', async () => {
    const begun = 1_000_000;
    const heals = begun + 5 * hour;
    const tries: number[] = [];
    const { connections, ids, send, settle, posted } = await setUpDelivery({ a: ['one', 'two'] }, (text, _, now) => {
      if (text === '1') tries.push(now - begun);
      return now < heals ? failure({ status: 404 }) : undefined;
    });
    for (const text of ['1', '2', '3']) await send('one', text);
    await send('two', 'x');
    await settle(begun + 6 * hour);
    assert.deepEqual([...posted].sort(), ['1', '2', '3', 'x']);
    assert.deepEqual(
      posted.filter(text => text !== 'x'),
      ['1', '2', '3'],
    );
    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    const minutes = pauses.map(pause => pause / minute);
    assert.deepEqual(minutes, [1 / 12, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
    for (const name of ['one', 'two'])
      assert.equal((await connections.get(tenantId, ids.get(name)?.id ?? '')).status, 'active', name);
  });

  it('stays suspended, and the version that people saw with it, when a try fails', async () => {
    const { clock, connections, ids, send, settle } = await setUpDelivery({ a: ['one'] }, () =>
      failure({ status: 403 }),
    );
    await send('one', '1');
    await settle(clock.now + minute);
    const first = await connections.get(tenantId, ids.get('one')?.id ?? '');
    await settle(clock.now + hour);
    assert.deepEqual(await connections.get(tenantId, first.id), first);
    assert.equal(first.status, 'suspended');
  });

  it('is tried at once when somebody says so', async () => {
    const reach = { channel: false };
    const { store, clock, ids, send, settle, posted, attempts } = await setUpDelivery({ a: ['one'] }, () =>
      reach.channel ? undefined : failure({ status: 403 }),
    );
    const connectionId = ids.get('one')?.id ?? '';
    await send('one', '1');
    await settle(clock.now + hour);
    const before = attempts.get('1') ?? 0;
    const tryAgain = async () => {
      await probeNow(store, tenantId, connectionId);
      assert.ok(await tryNow(store, { tenantId, connectionId }));
      await wakeChannels(store, tenantId, ['a']);
      await settle(clock.now);
    };
    await tryAgain();
    assert.equal(attempts.get('1'), before + 1);
    assert.deepEqual(posted, []);
    reach.channel = true;
    await tryAgain();
    assert.deepEqual(posted, ['1']);
  });
});

describe('a clock that is put back two hours', () => {
  for (const [name, fault] of Object.entries({
    'a wait of our own accord': failure({ status: 503 }),
    'a wait of one connection': failure({ status: 502 }),
    'a wait that Teams asked for': failure({ status: 429, retryAfter: hour }),
    'a second look': failure({ status: 403 }),
  }))
    it(`does not prolong ${name}`, async () => {
      const { clock, send, settle, posted, attempts } = await setUpDelivery({ a: ['one'] }, (_, attempt) =>
        attempt === 1 ? fault : undefined,
      );
      await send('one', '1');
      await settle(clock.now);
      assert.equal(attempts.get('1'), 1);
      clock.now -= 2 * hour;
      await settle(clock.now);
      assert.deepEqual(posted, ['1']);
    });

  it('does not prolong the pause of a suspended connection beyond an hour', async () => {
    const { clock, send, settle, posted } = await setUpDelivery({ a: ['one'] }, (_, attempt) =>
      attempt <= 12 ? failure({ status: 403 }) : undefined,
    );
    await send('one', '1');
    await settle(clock.now + 5 * hour);
    assert.deepEqual(posted, []);
    clock.now -= 2 * hour;
    const put = clock.now;
    await settle(put + hour);
    assert.deepEqual(posted, ['1']);
  });
});
