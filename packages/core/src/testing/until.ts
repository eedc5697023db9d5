import { setTimeout as sleep } from 'node:timers/promises';

/** A look after 5 ms, and more and more seldom where it lasts, since looking keeps a core from what is waited for. */
const firstMs = 5;
const longestMs = 25;
/** More than five minutes: nothing but a hang comes so far, however slow the machine. */
const looks = 15_000;

/**
 * Waits until a look finds something true that another process, a socket or the disk brings about, and gives it.
 * Looks are counted, not time, so that a machine that stood still is not taken for a hang. Where no event tells of it;
 * await the event where one does.
 * @param what names what is waited for: it is told where it never comes
 */
export async function until<T>(
  what: string | (() => string),
  look: () => T | Promise<T>,
): Promise<Exclude<T, false | undefined | null | 0 | ''>> {
  let last: T | undefined;
  for (let n = 0; n < looks; n += 1) {
    last = await look();
    if (last) return last as Exclude<T, false | undefined | null | 0 | ''>;
    await sleep(Math.min(longestMs, firstMs + n));
  }
  const told = typeof what === 'string' ? what : what();
  throw new Error(`Waited in vain ${told}; the last look found ${JSON.stringify(last)}.`);
}
