import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** What the other modules ask of the store: queries through Kysely. */
export type Store = Kysely<Schema>;

/** A store, or a transaction of it. */
export type StoreOrTransaction = Store | Transaction<Schema>;
