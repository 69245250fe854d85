/** The answer to an invoke: the HTTP status, and the body that Teams reads. */
export interface InvokeAnswer {
  status: number;
  body?: object;
}

/** Done, and nothing to show. */
export const done: InvokeAnswer = { status: 200 };

/** What was sent has not the shape that it must have; `message` is for whoever looks into the log of Teams. */
export function badRequest(message: string): InvokeAnswer {
  return { status: 400, body: { error: { code: 'BadRequest', message } } };
}
