import { z } from 'zod';
import type { Scene } from '../connector/request.ts';

/** The body of `PUT /playground/api/team-settings`: what an owner sets in Teams' page "Manage team". No bot hears of it. */
export const teamSettingsSchema = z.strictObject({ allowCreateUpdateRemoveConnectors: z.boolean() });

export function changeTeamSettings({ world, saveWorld }: Scene, settings: z.output<typeof teamSettingsSchema>): void {
  Object.assign(world.team, settings);
  saveWorld();
}
