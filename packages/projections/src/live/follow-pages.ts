import {
  BehaviorSubject,
  filter,
  firstValueFrom,
  fromEvent,
  map,
  type Observable,
  of,
  scan,
  takeUntil,
} from 'rxjs';

/** Something that is read in pages, and says when there was no more. */
export interface Paged {
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
      const more$ = grown.pipe(
        filter((times) => times > seen),
        map(() => true),
        takeUntil(aborted(signal)),
      );
      if (!(await firstValueFrom(more$, { defaultValue: false }))) return;
    }
  } finally {
    listening.unsubscribe();
  }
}

/** Emits when a signal aborts, or at once where it has. */
export function aborted(signal: AbortSignal): Observable<unknown> {
  return signal.aborted ? of(undefined) : fromEvent(signal, 'abort');
}
