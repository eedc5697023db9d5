/** A delivery that nobody took is tried again for so long, then parked. */
export const givenUpAfterMs = 24 * 3_600_000;
const firstMs = 5000;
const longestMs = 3_600_000;

/**
 * Until the next attempt after so many: twice as long each time, up to an hour, less a random part of it so that what failed
 * together does not come back together. In ms.
 */
export function backOffMs(attempts: number, random: () => number = Math.random): number {
  const whole = Math.min(firstMs * 2 ** Math.min(attempts - 1, 30), longestMs);
  return Math.round(whole * (0.5 + random() / 2));
}
