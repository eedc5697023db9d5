import { type MonoTypeOperatorFunction, retry, timer } from 'rxjs';

const firstMs = 250;
const longestMs = 30_000;

/** What is out of reach is listened to again, ever more seldom; who reads it meanwhile is told by the read itself. */
export function retryLater<T>(): MonoTypeOperatorFunction<T> {
  return retry<T>({
    delay: (_error, count) => timer(Math.min(firstMs * 2 ** (count - 1), longestMs)),
    resetOnSuccess: true,
  });
}
