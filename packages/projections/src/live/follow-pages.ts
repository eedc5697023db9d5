import { fromEvent, type Observable, of } from 'rxjs';
import { Growth } from './growth.ts';

/** Something that is read in pages, and says when there was no more. */
export interface Paged {
  /** True where nothing came after it when it was read. */
  readonly atEnd: boolean;
}

/**
 * Pages of something that grows, pulled: each is read when it is asked for, and at the end it waits until there may be more.
 * Nothing is kept for who is slow but that there is more. It ends when the signal aborts, and when what wakes it completes.
 * All who are woken by the same observable share one subscription to it.
 *
 * @param read the page after the one before it; given what `grown$` emitted last
 * @param grown$ emits when there may be more; what it emits between two reads is not missed
 * @throws what reading throws, and the error of `grown$`
 */
export async function* followPages<P extends Paged, T>(
  read: (latest: T | undefined) => P | Promise<P>,
  grown$: Observable<T>,
  signal: AbortSignal,
): AsyncGenerator<P, void, undefined> {
  const growth = Growth.of(grown$);
  const follower = growth.join();
  const stop = (): void => follower.wake();
  signal.addEventListener('abort', stop);
  try {
    while (!signal.aborted) {
      const seen = growth.times;
      const page = await read(growth.latest);
      if (signal.aborted) return;
      yield page;
      if (!page.atEnd || growth.times > seen) continue;
      if (growth.over) return;
      await new Promise<void>((resolve) => {
        follower.wake = resolve;
        if (signal.aborted) resolve();
      });
      if (growth.times === seen && growth.over) return;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    growth.leave(follower);
  }
}

/** Emits when a signal aborts, or at once where it has. */
export function aborted(signal: AbortSignal): Observable<unknown> {
  return signal.aborted ? of(undefined) : fromEvent(signal, 'abort');
}
