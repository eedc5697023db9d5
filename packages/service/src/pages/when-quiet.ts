import { aborted, conflateMap } from '@monitoring-timeline/projections';
import { catchError, debounceTime, defer, EMPTY, takeUntil } from 'rxjs';
import type { ServiceContext } from '../context/context.ts';
import { hubOf } from '../subscribe/hub.ts';

/** So long nothing must have come in: an import is over. */
const quietMs = 500;
/** Of a shorter log every answer is there at once; pages about all authorities of a longer one are made for who asks, not held ready. */
const [worthIt, tooLong] = [1000, 250_000];

/**
 * Has work done once the service listens, and again whenever something came in and nothing more did for a while. Work that fails is
 * passed over: whoever asks for what it prepares is told.
 */
export function whenQuiet(
  context: Pick<ServiceContext, 'store' | 'timeline' | 'lifecycle' | 'closing'>,
  work: () => Promise<void>,
): void {
  const { store, lifecycle, closing } = context;
  const prepare = async (): Promise<void> => {
    const { events } = await store.head();
    if (events >= worthIt && events <= tooLong) await work();
  };
  lifecycle.onListen(() => {
    hubOf(context)
      .recent$.pipe(
        debounceTime(quietMs),
        conflateMap(
          () => defer(prepare).pipe(catchError(() => EMPTY)),
          (_, later) => later,
        ),
        takeUntil(aborted(closing)),
      )
      .subscribe();
  });
}
