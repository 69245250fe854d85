import assert from 'node:assert/strict';
import { goneReply } from './gone-reply.ts';
import { replies } from './replies.ts';

const works = { status: 'active', isRecreated: false, urlEndsAt: null, urlIsCurrent: true } as const;

describe('the 410 of a URL that is no more', () => {
  it('comes from the very moment of its end', () => {
    assert.equal(goneReply(works, 10), undefined);
    assert.equal(goneReply({ ...works, urlEndsAt: 11 }, 10), undefined);
    assert.equal(goneReply({ ...works, urlEndsAt: 10 }, 10), replies.urlExpired);
  });

  it('says what to do: ask for the new URL, have one made, or add the connector again', () => {
    const old = { ...works, urlEndsAt: 1, urlIsCurrent: false };
    assert.match(goneReply(old, 10)?.body ?? '', /has a new one\. Ask an owner of the team for it/);
    assert.match(goneReply({ ...old, urlIsCurrent: true }, 10)?.body ?? '', /Ask an owner .* "Update URL"/);
    const removed = { ...works, status: 'removed' } as const;
    assert.match(goneReply(removed, 10)?.body ?? '', /Add the connector again/);
    assert.match(
      goneReply({ ...removed, isRecreated: true }, 10)?.body ?? '',
      /was recreated and has a new webhook URL/,
    );
  });
});
