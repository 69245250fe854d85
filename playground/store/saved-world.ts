import { findChannel, initialWorld, type World, type WorldOptions, worldSchema } from '../world.ts';
import type { Database } from './database.ts';

/** The world of the last run, or a first one. The bot's name and id, and further channels, are the options'. */
export function openWorld(database: Database, options: WorldOptions): World {
  const first = initialWorld(options);
  const saved = database.fact('world');
  if (saved === undefined) return first;
  const world = worldSchema.parse(saved);
  world.bot = { ...first.bot, installed: world.bot.installed };
  world.channels.push(
    ...first.channels.filter(channel => !findChannel(world, channel.id) && isNamed(options, channel.id)),
  );
  return world;
}

function isNamed({ channels = [] }: WorldOptions, id: string): boolean {
  return channels.some(channel => channel.id === id);
}
