import type { Observable } from 'rxjs';
import type { Paged } from './follow-pages.ts';
import { Growth } from './growth.ts';

/**
 * Pages of something that grows, each read when the one before was taken: as `followPages`, for who is there for each of them. While it
 * waits nothing is made for it, and next to nothing is left behind where a page is there and taken at once, so that thousands may wait.
 *
 * @param readPage the page after the one before it; given what `grown$` emitted last
 * @param grown$ emits when there may be more; what it emits between two reads is not missed
 * @param take takes a page; false ends it
 * @returns once it has ended: by the signal, by `take`, or where what wakes it completes
 * @throws what reading and taking throw, and the error of `grown$`
 */
export function takePages<P extends Paged, T>(
  readPage: (latest: T | undefined) => P | Promise<P>,
  grown$: Observable<T>,
  signal: AbortSignal,
  take: (page: P) => boolean | Promise<boolean>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const growth = Growth.of(grown$);
    let seen: number | undefined;
    let taking = false;

    const wake = (): void => {
      if (taking) return;
      taking = true;
      takeAll().then(end, fail);
    };
    /** True where it has ended, false where it waits. */
    async function takeAll(): Promise<boolean> {
      while (!signal.aborted && !(growth.over && growth.times === seen)) {
        seen = growth.times;
        const read = readPage(growth.latest);
        // a turn of its own for each of thousands is left to those that have to wait
        const page = read instanceof Promise ? await read : read;
        if (signal.aborted) return true;
        const taken = take(page);
        if (!(typeof taken === 'boolean' ? taken : await taken)) return true;
        if (!page.atEnd || growth.times > seen || growth.over || signal.aborted) continue;
        taking = false;
        return false;
      }
      return true;
    }
    const leave = (): void => {
      // whatever wakes it from here on finds it busy
      taking = true;
      signal.removeEventListener('abort', wake);
      growth.leave(follower);
    };
    const end = (ended: boolean): void => {
      if (!ended) return;
      leave();
      resolve();
    };
    const fail = (error: unknown): void => {
      leave();
      reject(error);
    };

    const follower = growth.join(wake);
    signal.addEventListener('abort', wake);
    wake();
  });
}
