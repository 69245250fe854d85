import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { apiTexts } from '../../locales/api-texts.ts';
import { ApiError } from '../api-error.ts';
import { readCursor, writeCursor } from './cursor.ts';

const shape = z.tuple([z.number(), z.string()]);

describe('a cursor', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string({ unit: 'grapheme' }), (number, text) => {
        assert.deepEqual(readCursor(shape, writeCursor([number, text]), apiTexts('en')), [number, text]);
      }),
    );
  });

  it('is refused where it is none of ours', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map(json => Buffer.from(json).toString('base64url')),
        ),
        text => {
          assert.throws(() => readCursor(shape, text, apiTexts('en')), ApiError);
        },
      ),
    );
  });
});
