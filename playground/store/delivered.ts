import { z } from 'zod';
import type { Delivered } from '../bot/announce.ts';
import type { Database } from './database.ts';

/** What the bot has been told already, kept between starts. */
export function openDelivered(database: Database): Delivered {
  const names = new Set(z.array(z.string()).parse(database.fact('delivered') ?? []));
  return {
    has: name => names.has(name),
    add: name => {
      names.add(name);
      database.saveFact('delivered', [...names]);
    },
  };
}
