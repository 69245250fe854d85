/** Thrown inside this folder while a payload is read; `readPayload` turns it into its result. */
export class PayloadError extends Error {
  readonly reason: 'summary-or-text-required' | 'bad-payload';

  constructor(reason: 'summary-or-text-required' | 'bad-payload', detail: string) {
    super(detail);
    this.name = 'PayloadError';
    this.reason = reason;
  }
}
