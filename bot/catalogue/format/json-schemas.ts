import { z } from 'zod';
import { descriptor } from './descriptor.ts';
import { event } from './event.ts';

/** The JSON schemas of a connector's files, by the file in `docs/` that holds them: for editors and for readers. */
export function jsonSchemas(): Record<string, string> {
  return {
    'connector.schema.json': schemaOf(
      descriptor,
      'connector.json',
      'What a connector is: names, settings, verification.',
    ),
    'event.schema.json': schemaOf(event, 'events/ID.json', 'One event of a connector: when it matches, how it reads.'),
  };
}

function schemaOf(format: z.ZodType, title: string, description: string): string {
  // As it is written, not as it is read: what has a default may be left out.
  const { $schema, ...rest } = z.toJSONSchema(format, { io: 'input' });
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
}
