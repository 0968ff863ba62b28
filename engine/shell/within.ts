/** What was waited for did not come in time; it may still come. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/** Waits for something so long and no longer. What becomes of it afterwards is nobody's concern. @throws TookTooLong */
export async function within<T>(milliseconds: number, what: string, work: Promise<T>): Promise<T> {
  // The race below tells a failure in time; a later one has nobody left to tell.
  work.catch(() => undefined);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new TookTooLong(`${what} did not come within ${milliseconds} ms.`)),
    milliseconds,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
