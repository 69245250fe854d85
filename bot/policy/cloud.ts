/** Microsoft's clouds, which differ in their defaults and in where the Bot Connector is. */
export const clouds = ['commercial', 'gcc', 'gcchigh', 'dod'] as const;
export type Cloud = (typeof clouds)[number];
