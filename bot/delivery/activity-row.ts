import type { Selectable } from 'kysely';
import type { ActivityTable } from '../store/schema.ts';

/** What is known of a request that came in. */
export type ActivityRow = Omit<Selectable<ActivityTable>, 'body_left_out'>;
