/**
 * Why a task did not come to its end: it took too long, or too much memory; it threw, or its thread ended; nobody could
 * be found to do it because too many wait, or because the service stops. The message is for the log.
 */
export type ThreadFault = 'deadline' | 'memory' | 'failed' | 'busy' | 'closed';

export class ThreadError extends Error {
  override name = 'ThreadError';
  readonly fault: ThreadFault;

  constructor(fault: ThreadFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
