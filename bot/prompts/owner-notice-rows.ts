import { setImmediate } from 'node:timers/promises';
import type { Updateable } from 'kysely';
import { z } from 'zod';
import type { OwnerNoticeTable, Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';

/** Something that owners are told of, as it is now. */
export interface Subject {
  about: OwnerNoticeTable['about'];
  tenantId: string;
  /** The channel whose connections are suspended, or the connection whose feed cannot be read. */
  subject: string;
  channelId: string;
  /** Those with the same audience have the same owners: the team, or the private or shared channel. */
  audience: string;
  /** How many connections it concerns. */
  connections: number;
}

/** A message that owners are to get. */
export interface OwnerNotice {
  id: number;
  about: OwnerNoticeTable['about'];
  tenantId: string;
  channelId: string;
  begunAt: Time;
  /** What it is about and has not ended. */
  subjects: string[];
  /** Those who got it before; it now names more. */
  sentTo: string[];
}

const people = z.array(z.string());
/** Rows a statement: the requests of others get their turn in between. */
const chunk = 1_000;

/**
 * Brings the notices up to date with what is so now: begins one for what is new (what came up together for the same
 * owners is one message), ends what is over, and has those told anew that name too few.
 */
export async function followSubjects(store: Store, subjects: readonly Subject[], now: Time): Promise<void> {
  const open = await openSubjects(store);
  const known = new Map(open.map(row => [keyOf(row.tenant_id, row.subject), row]));
  const current = new Map(subjects.map(one => [keyOf(one.tenantId, one.subject), one]));

  const ended = open.filter(row => !current.has(keyOf(row.tenant_id, row.subject)));
  await endSubjects(store, ended, now);
  const begun = subjects.filter(one => !known.has(keyOf(one.tenantId, one.subject)));
  const byAudience = Map.groupBy(begun, one => `${one.about} ${keyOf(one.tenantId, one.audience)}`);
  for (const together of byAudience.values()) await addNotice(store, together, now);

  for (const rows of Map.groupBy(open, row => row.notice_id).values()) {
    const [notice] = rows;
    if (!notice || notice.attempt_at !== null || notice.sent_to === '[]') continue;
    const named = rows.reduce(
      (sum, row) => sum + (current.get(keyOf(row.tenant_id, row.subject))?.connections ?? 0),
      0,
    );
    if (named > notice.named)
      await changeNotice(store, { id: notice.notice_id, tenantId: notice.tenant_id }, { attempt_at: now });
  }
}

const keyOf = (tenantId: string, name: string) => `${tenantId} ${name}`;

type OpenSubject = Awaited<ReturnType<typeof openAfter>>[number];

async function openSubjects(store: Store): Promise<OpenSubject[]> {
  const found: OpenSubject[] = [];
  for (let last: OpenSubject | undefined; ; ) {
    const batch = await openAfter(store, last);
    found.push(...batch);
    if (batch.length < chunk) return found;
    last = batch.at(-1);
    await setImmediate();
  }
}

function openAfter(store: Store, last: { tenant_id: string; subject: string } | undefined) {
  return store
    .selectFrom('owner_notice_subject')
    .innerJoin('owner_notice', 'owner_notice.id', 'owner_notice_subject.notice_id')
    .select(['owner_notice_subject.tenant_id', 'notice_id', 'subject', 'attempt_at', 'sent_to', 'named'])
    .where('ended_at', 'is', null)
    .where(eb =>
      eb(
        eb.refTuple('owner_notice_subject.tenant_id', 'subject'),
        '>',
        eb.tuple(last?.tenant_id ?? '', last?.subject ?? ''),
      ),
    )
    .orderBy('owner_notice_subject.tenant_id')
    .orderBy('subject')
    .limit(chunk)
    .execute();
}

async function endSubjects(
  store: Store,
  ended: readonly { tenant_id: string; subject: string }[],
  now: Time,
): Promise<void> {
  for (const [tenantId, ofTenant] of Map.groupBy(ended, row => row.tenant_id))
    for (let from = 0; from < ofTenant.length; from += chunk)
      await store
        .updateTable('owner_notice_subject')
        .set({ ended_at: now })
        .where('tenant_id', '=', tenantId)
        .where(
          'subject',
          'in',
          ofTenant.slice(from, from + chunk).map(row => row.subject),
        )
        .where('ended_at', 'is', null)
        .execute();
}

async function addNotice(store: Store, subjects: readonly Subject[], now: Time): Promise<void> {
  const [first] = subjects;
  if (!first) return;
  await store.transaction().execute(async transaction => {
    const { id } = await transaction
      .insertInto('owner_notice')
      .values({
        tenant_id: first.tenantId,
        about: first.about,
        channel_id: first.channelId,
        begun_at: now,
        attempt_at: now,
        sent_to: '[]',
        named: 0,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (let from = 0; from < subjects.length; from += chunk)
      await transaction
        .insertInto('owner_notice_subject')
        .values(
          subjects
            .slice(from, from + chunk)
            .map(({ tenantId, subject }) => ({ tenant_id: tenantId, notice_id: id, subject, ended_at: null })),
        )
        .execute();
  });
}

/** Those whose time has come. */
export async function noticesToTell(store: Store, now: Time): Promise<OwnerNotice[]> {
  const rows = await store
    .selectFrom('owner_notice')
    .selectAll()
    .where('attempt_at', '<=', now)
    .orderBy('id')
    .execute();
  return Promise.all(
    rows.map(async row => {
      const subjects = await store
        .selectFrom('owner_notice_subject')
        .select('subject')
        .where('tenant_id', '=', row.tenant_id)
        .where('notice_id', '=', row.id)
        .where('ended_at', 'is', null)
        .execute();
      return {
        id: row.id,
        about: row.about,
        tenantId: row.tenant_id,
        channelId: row.channel_id,
        begunAt: row.begun_at,
        subjects: subjects.map(({ subject }) => subject),
        sentTo: people.parse(JSON.parse(row.sent_to)),
      };
    }),
  );
}

export async function changeNotice(
  store: Store,
  { id, tenantId }: { id: number; tenantId: string },
  changes: Pick<Updateable<OwnerNoticeTable>, 'attempt_at' | 'sent_to' | 'named'>,
): Promise<void> {
  await store.updateTable('owner_notice').set(changes).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
}

/** Under which a notice is posted, and updated. */
export const noticeKey = ({ id }: { id: number }): string => `notice/${id}`;
