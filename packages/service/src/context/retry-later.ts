import { type MonoTypeOperatorFunction, retry, timer } from 'rxjs';

const firstMs = 250;
const longestMs = 5000;

/**
 * What is out of reach is listened to again, ever more seldom; who reads it meanwhile is told by the read itself.
 * @param onError told of each failure
 */
export function retryLater<T>(onError?: (error: unknown) => void): MonoTypeOperatorFunction<T> {
  return retry<T>({
    delay: (error: unknown, count) => {
      onError?.(error);
      return timer(Math.min(firstMs * 2 ** (count - 1), longestMs));
    },
    resetOnSuccess: true,
  });
}
