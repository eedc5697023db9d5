/**
 * Resolves with the first of two waits, and ends the other. Each is given a signal that is aborted as soon as one is over, so that
 * none is left waiting for ever.
 */
export async function either(
  signal: AbortSignal,
  ...waits: readonly ((signal: AbortSignal) => Promise<unknown>)[]
): Promise<void> {
  const over = new AbortController();
  const end = (): void => over.abort();
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) over.abort();
  try {
    await Promise.race(waits.map((wait) => wait(over.signal)));
  } finally {
    signal.removeEventListener('abort', end);
    over.abort();
  }
}
