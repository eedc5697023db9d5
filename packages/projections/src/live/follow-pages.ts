import {
  BehaviorSubject,
  first,
  firstValueFrom,
  fromEvent,
  map,
  type Observable,
  type OperatorFunction,
  of,
  scan,
  takeUntil,
} from 'rxjs';

/** Something that is read in pages, and says when there was no more. */
export interface Paged {
  /** True where nothing came after it when it was read. */
  readonly atEnd: boolean;
}

/**
 * Pages of something that grows, pulled: each is read when it is asked for, and at the end it waits until there may be more.
 * Nothing is kept for who is slow but that there is more. It ends when the signal aborts, and when what wakes it completes.
 *
 * @param read the page after the one before it
 * @param grown$ emits when there may be more; what it emits between two reads is not missed
 * @throws what reading throws, and the error of `grown$`
 */
export async function* followPages<P extends Paged>(
  read: () => Promise<P>,
  grown$: Observable<unknown>,
  signal: AbortSignal,
): AsyncGenerator<P, void, undefined> {
  const grown = new BehaviorSubject(0);
  const listening = grown$.pipe(scan((times) => times + 1, 0)).subscribe(grown);
  try {
    while (!signal.aborted) {
      const seen = grown.value;
      const page = await read();
      if (signal.aborted) return;
      yield page;
      if (!page.atEnd) continue;
      if (!(await firstValueFrom(grown.pipe(moreThan(seen, aborted(signal)))))) return;
    }
  } finally {
    listening.unsubscribe();
  }
}

/**
 * Waits until a count is beyond what was seen: true then, false where it ends before or `stop$` emits; one value, and the end.
 */
export function moreThan(
  seen: number,
  stop$: Observable<unknown>,
): OperatorFunction<number, boolean> {
  return (count$) =>
    count$.pipe(
      takeUntil(stop$),
      first((times) => times > seen, null),
      map((times) => times !== null),
    );
}

/** Emits when a signal aborts, or at once where it has. */
export function aborted(signal: AbortSignal): Observable<unknown> {
  return signal.aborted ? of(undefined) : fromEvent(signal, 'abort');
}
