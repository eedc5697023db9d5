/** By so much the clocks of machines may differ without a word, in ms. */
const tolerated = 60_000;

/**
 * What to tell where a clock was once ahead: the log's last event was recorded later than it is now, so every further one is timed by
 * it and not by the clock. Null where nothing is to be told.
 */
export function recordedAhead(recordedTo: string, now: Date): string | null {
  if (recordedTo === '' || Date.parse(recordedTo) <= now.getTime() + tolerated) return null;
  return `The last event was recorded at ${recordedTo}, and it is ${now.toISOString()} now: a clock was ahead when it was written, or is behind here. Until then every further event is recorded at that same time, so that --recorded-at cannot tell them apart; what events say, and since when it was known, is as it should be. Set the clock of this machine where it is wrong. Where it is right, nothing need be done, or go on in another store: restore the backup from before, and import the files that came since.`;
}
