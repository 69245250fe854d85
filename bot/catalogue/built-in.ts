import { join } from 'node:path';

/** The catalogue that comes with the project: one folder of data a connector. */
export const builtInConnectors = join(import.meta.dirname, '..', '..', 'connectors');
