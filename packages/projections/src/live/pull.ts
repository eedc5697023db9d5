import { defer, finalize, from, type Observable, type ObservableInput } from 'rxjs';

/**
 * An Observable of what is pulled from an async iterable, or from anything else that gives values, opened anew for each subscriber with a signal that aborts when that
 * one leaves. Elements are handed on as they come: whoever listens takes them at once, or conflates them.
 */
export function pull<T>(open: (signal: AbortSignal) => ObservableInput<T>): Observable<T> {
  return defer(() => {
    const stop = new AbortController();
    return from(open(stop.signal)).pipe(finalize(() => stop.abort()));
  });
}
