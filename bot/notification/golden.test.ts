import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adaptiveCard } from '../../test/adaptive-card-schema.ts';
import { expectGolden } from '../../test/expect-golden.ts';
import { cardTexts } from '../locales/card-texts.ts';
import { type CardHead } from './adaptive-card.ts';
import { renderWithinLimit } from './limits.ts';
import { readPayload } from './read-payload.ts';

const SAMPLES = join(import.meta.dirname, '../../connectors/incoming-webhook/samples');
