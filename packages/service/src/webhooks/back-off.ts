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

/**
 * For how long a receiver asks to be left alone, by the header `Retry-After` (RFC 9110: seconds, or a date), up to an hour. In ms; 0
 * where it asks for nothing that can be understood.
 */
export function retryAfterMs(header: string | readonly string[] | undefined, now: number): number {
  const text = String([header].flat()[0] ?? '').trim();
  const asked = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(asked) ? 0 : Math.min(Math.max(asked, 0), longestMs);
}
