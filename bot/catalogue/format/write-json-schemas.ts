import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from './json-schemas.ts';

// node bot/catalogue/format/write-json-schemas.ts: writes the schemas into docs/.
const docs = join(import.meta.dirname, '..', '..', '..', 'docs');
for (const [file, schema] of Object.entries(jsonSchemas())) writeFileSync(join(docs, file), schema);
