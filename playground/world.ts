import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const channelSchema = z.object({
  id: z.string(),
  name: z.string(),
  membershipType: z.enum(['standard', 'private', 'shared']),
  deleted: z.boolean(),
  /** A private or shared channel has the bot only after it was added there; a standard one has the team's. */
  botAdded: z.boolean(),
  /** Teams ids of a private or shared channel's own members; null: the team's members. */
  members: z.array(z.string()).nullable(),
  /** Teams ids of a private or shared channel's own owners; null: those who own the team. */
  owners: z.array(z.string()).nullable().default(null),
});

const userSchema = z.object({
  /** Teams' id, `29:…`. */
  id: z.string(),
  aadObjectId: z.string(),
  name: z.string(),
  givenName: z.string(),
  surname: z.string(),
  userPrincipalName: z.string(),
  tenantId: z.string(),
  role: z.enum(['owner', 'member', 'guest', 'administrator', 'other tenant']),
});

export const worldSchema = z.object({
  tenantId: z.string(),
  team: z.object({
    /** The thread id, which is the General channel's id too. */
    id: z.string(),
    /** The Microsoft 365 group's id in Entra. */
    groupId: z.string(),
    name: z.string(),
    members: z.array(z.string()),
    archived: z.boolean().default(false),
    /** The team's member permission "create, update, and remove connectors". */
    allowCreateUpdateRemoveConnectors: z.boolean().default(true),
  }),
  channels: z.array(channelSchema),
  users: z.array(userSchema),
  bot: z.object({ id: z.string(), name: z.string(), installed: z.boolean() }),
  /** One-to-one conversations with the bot. */
  chats: z.array(z.object({ id: z.string(), userId: z.string() })),
});

export type Channel = z.infer<typeof channelSchema>;
export type User = z.infer<typeof userSchema>;
/** Everything the playground plays, apart from the posts. */
export type World = z.infer<typeof worldSchema>;

/** What a caller may choose about the world; the rest stands fixed, so that connections survive a restart. */
export type WorldOptions = {
  botAppId?: string;
  botName?: string;
  teamName?: string;
  /** Further channels, beside General, Builds and Alerts. */
  channels?: { name: string; id?: string; membershipType?: Channel['membershipType'] }[];
};

const TENANT_ID = '5f0c1f2e-6b0e-4f7c-9d55-1f6f3c2a7e10';
const OTHER_TENANT_ID = 'c2a9d7b4-3e51-4a86-8b0d-7d9c64f1e832';
const TEAM_ID = '19:b7c1de59f0a24c0b8a9a4f6d1e7b3c52@thread.tacv2';
/** The bot's app id where none is configured. */
export const DEFAULT_BOT_APP_ID = '3d1f4b6a-90c7-4e0e-a2f8-55b7c9d01e64';

/** A channel of the given kind; its id is made unless given. */
export function newChannel(name: string, id?: string, membershipType: Channel['membershipType'] = 'standard'): Channel {
  return {
    id: id ?? `19:${randomUUID().replaceAll('-', '')}@thread.tacv2`,
    name,
    membershipType,
    deleted: false,
    botAdded: false,
    members: null,
    owners: null,
  };
}

/** The world of a first start: one team with three channels, and six people of whom one is of another tenant. */
export function initialWorld(options: WorldOptions = {}): World {
  const users = [
    user('Ada', 'Owner', 'owner', '0b7a4c1e-1111-4d2a-9a01-3f5e6c7d8a01', TENANT_ID, 'contoso.example'),
    user('Ben', 'Member', 'member', '0b7a4c1e-2222-4d2a-9a01-3f5e6c7d8a02', TENANT_ID, 'contoso.example'),
    user('Bea', 'Member', 'member', '0b7a4c1e-6666-4d2a-9a01-3f5e6c7d8a06', TENANT_ID, 'contoso.example'),
    user('Gita', 'Guest', 'guest', '0b7a4c1e-3333-4d2a-9a01-3f5e6c7d8a03', TENANT_ID, 'contoso.example'),
    user(
      'Alex',
      'Administrator',
      'administrator',
      '0b7a4c1e-4444-4d2a-9a01-3f5e6c7d8a04',
      TENANT_ID,
      'contoso.example',
    ),
    user(
      'Olga',
      'Outside',
      'other tenant',
      '0b7a4c1e-5555-4d2a-9a01-3f5e6c7d8a05',
      OTHER_TENANT_ID,
      'fabrikam.example',
    ),
  ];
  const further = options.channels ?? [];
  const world: World = {
    tenantId: TENANT_ID,
    team: {
      id: TEAM_ID,
      groupId: '8e2d6f0a-4b3c-4c8e-b1a7-9d0e5f6a7b21',
      name: options.teamName ?? 'Contoso Engineering',
      members: users.filter(each => each.role !== 'other tenant').map(each => each.id),
      archived: false,
      allowCreateUpdateRemoveConnectors: true,
    },
    channels: [
      newChannel('General', TEAM_ID),
      newChannel('Builds', '19:1a6e0c4f7b2d4e8f9c3b5a7d6e8f0a11@thread.tacv2'),
      newChannel('Alerts', '19:2b7f1d5a8c3e4f9aad4c6b8e7f901b22@thread.tacv2'),
    ],
    users,
    bot: {
      id: `28:${options.botAppId || DEFAULT_BOT_APP_ID}`,
      name: options.botName ?? 'Channel Connectors',
      installed: true,
    },
    chats: [],
  };
  for (const { name, id, membershipType } of further) {
    const channel = newChannel(name, id, membershipType);
    channel.members = ownMembers(world, channel);
    world.channels.push(channel);
  }
  return world;
}

/** Who is in a new private or shared channel: the owner, and in a shared one the person of the other tenant too. */
export function ownMembers(world: World, channel: Channel): string[] | null {
  if (channel.membershipType === 'standard') return null;
  return world.users
    .filter(each => each.role === 'owner' || (channel.membershipType === 'shared' && each.role === 'other tenant'))
    .map(each => each.id);
}

/** Whether the bot may read and write there: 403 `BotNotInConversationRoster` otherwise. */
export function botIsIn(world: World, channel: Channel): boolean {
  return world.bot.installed && (channel.membershipType === 'standard' || channel.botAdded);
}

/** The people in a channel. */
export function rosterOf(world: World, channel: Channel): User[] {
  const ids = channel.members ?? world.team.members;
  return world.users.filter(each => ids.includes(each.id));
}

/** Who somebody who is in a channel is there. An administrator of the organization is a member like others. */
export function roleIn(channel: Channel, user: User): 'owner' | 'member' | 'guest' {
  if (user.role === 'guest') return 'guest';
  const isOwner = channel.owners?.includes(user.id) ?? user.role === 'owner';
  return isOwner ? 'owner' : 'member';
}

/** The channel of that id, deleted or not. */
export function findChannel(world: World, id: string): Channel | undefined {
  return world.channels.find(channel => channel.id === id);
}

/** The person of that Teams id or Entra object id. */
export function findUser(world: World, id: string): User | undefined {
  return world.users.find(each => each.id === id || each.aadObjectId === id);
}

function user(
  givenName: string,
  surname: string,
  role: User['role'],
  aadObjectId: string,
  tenantId: string,
  domain: string,
): User {
  return {
    id: `29:1${aadObjectId.replaceAll('-', '')}`,
    aadObjectId,
    name: `${givenName} ${surname}`,
    givenName,
    surname,
    userPrincipalName: `${givenName.toLowerCase()}@${domain}`,
    tenantId,
    role,
  };
}
