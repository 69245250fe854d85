import { call } from './api.ts';
import { z } from './zod.ts';

/** The token that Teams gives a tab for a person. @throws ApiError */
export async function fetchSsoToken(userId: string): Promise<string> {
  return (await call(z.object({ token: z.string() }), `/sso-token?${new URLSearchParams({ user: userId })}`)).token;
}
