/**
 * Rejects when the work takes longer than `timeout` milliseconds; the work itself goes on.
 * @param late the error that is thrown then
 */
export async function withTimeout<T>(
  work: Promise<T>,
  timeout: number,
  late: () => Error = () => new Error(`no answer within ${timeout} ms`),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), timeout);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
