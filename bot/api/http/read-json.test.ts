import assert from 'node:assert/strict';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { ApiError } from '../api-error.ts';
import { readJson } from './read-json.ts';

describe('the body of a request to the API', () => {
  it('is not waited for where its sender has hung up already', async () => {
    const request = new IncomingMessage(new Socket());
    request.destroy();
    await new Promise(resolve => request.once('close', resolve));
    await assert.rejects(readJson(request), ApiError);
  });
});
