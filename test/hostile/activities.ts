/** An activity that was made to be slow, sent without a credential. */
export interface HostileActivity {
  name: string;
  body: string;
}

/** As long as a body of ours may be, and as long as an activity may be. */
const sizes = [1_000_000, 250_000];
const activity = {
  type: 'conversationUpdate',
  id: 'a',
  channelId: 'msteams',
  serviceUrl: 'http://127.0.0.1:1/',
  from: { id: 'a' },
  recipient: { id: 'b' },
  conversation: { id: 'c', tenantId: 'd' },
};

export const hostileActivities = (): HostileActivity[] => sizes.flatMap(activitiesOf);

function activitiesOf(size: number): HostileActivity[] {
  const many = <Item>(item: Item) => Array<Item>(Math.floor(size / (JSON.stringify(item).length + 1))).fill(item);
  const named = (name: string) => `${name}, ${size / 1000} kB`;
  const bodies: Record<string, unknown> = {
    'members added, as nothing': { ...activity, membersAdded: many(0) },
    'members added, as something': { ...activity, membersAdded: many({ id: 'a' }) },
    'members removed': { ...activity, membersRemoved: many({}) },
    entities: { ...activity, type: 'message', entities: many({ type: 'mention' }) },
    attachments: { ...activity, type: 'message', attachments: many({ contentType: 'a' }) },
    'a long text': { ...activity, type: 'message', text: 'connectors '.repeat(size / 11) },
    'mentions in a text': { ...activity, type: 'message', text: '<at>'.repeat(size / 4) },
    'spaces in a text': { ...activity, type: 'message', text: ' '.repeat(size) },
    'a value of lists': { ...activity, type: 'invoke', name: 'task/fetch', value: many([]) },
    'a long conversation': { ...activity, conversation: { id: 'c;'.repeat(size / 2) } },
    'a long address': { ...activity, serviceUrl: `http://127.0.0.1:1/${'a/'.repeat(size / 2)}` },
    'many properties': Object.fromEntries(Array.from({ length: size / 13 }, (_, index) => [`p${index}`, 1])),
  };
  return [
    ...Object.entries(bodies).map(([name, body]) => ({ name: named(name), body: JSON.stringify(body) })),
    { name: named('lists in lists'), body: '['.repeat(size / 2) + ']'.repeat(size / 2) },
    { name: named('objects in objects'), body: `${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}` },
    { name: named('white space'), body: ' '.repeat(size) },
  ];
}
