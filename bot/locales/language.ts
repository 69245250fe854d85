/** The languages that the bot speaks; each has a folder here, with the same files and keys. */
export type Language = 'en' | 'fr';
