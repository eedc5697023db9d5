/** Where logs are kept from run to run, if anywhere: filling a large one takes most of the time. */
export const folderKept = process.env.TIMELINE_BENCH_LOGS;

/** So many events make an authority, of at most so many. */
const [each, most] = [60, 1e5];

/** Of how many authorities a log of so many events tells. */
export function authoritiesIn(events: number): number {
  return Math.min(most, Math.ceil(events / each));
}
