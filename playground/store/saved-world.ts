import { findChannel, initialWorld, type World, type WorldOptions, worldSchema } from '../world.ts';
import type { Database } from './database.ts';

/** The world of the last run, or a first one. The bot's name and id, and further channels, are the options'. */
export function openWorld(database: Database, options: WorldOptions): World {
  const first = initialWorld(options);
  const saved = database.fact('world');
  if (saved === undefined) return first;
  const world = worldSchema.parse(saved);
  addNewPeople(world, first);
  world.bot = { ...first.bot, installed: world.bot.installed };
  world.channels.push(
    ...first.channels.filter(channel => !findChannel(world, channel.id) && isNamed(options, channel.id)),
  );
  return world;
}

/** People who were not there yet when the world was saved; whoever left the team since stays out. */
function addNewPeople(world: World, first: World): void {
  const added = first.users.filter(({ id }) => !world.users.some(user => user.id === id));
  world.team.members.push(...first.team.members.filter(id => added.some(user => user.id === id)));
  const order = first.users.map(({ id }) => id);
  world.users = [...world.users, ...added].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

function isNamed({ channels = [] }: WorldOptions, id: string): boolean {
  return channels.some(channel => channel.id === id);
}
