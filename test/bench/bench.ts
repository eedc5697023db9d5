/** What a measurement must reach; a ratio has no unit. */
export type Target =
  | { readonly atLeast: number; readonly unit: 'ratio' | 'per s' }
  | { readonly atMost: number; readonly unit: 'ratio' | 's' | 'ms' | 'µs' | 'MB' | 'kB' };

/** What something of one size costs. */
export interface CurvePoint {
  readonly size: number;
  readonly seconds: number;
  /** Computing time of the process, in seconds. */
  readonly computing: number;
  /** The most memory that was resident. */
  readonly mb: number;
}

export interface Measurement {
  /** In the unit of the target. */
  readonly value: number;
  /** What was compared, with its absolute figures. */
  readonly detail: string;
  /** Where cost was measured at several sizes. */
  readonly curve?: { readonly of: string; readonly points: readonly CurvePoint[] };
}

/** One measurement as it is kept. */
export interface Kept extends Measurement {
  readonly name: string;
  readonly target: Target;
  readonly held: boolean;
  /** ISO day and commit of the run. */
  readonly on: string;
  readonly commit: string;
}

/**
 * One measurement. A module in a folder under `test/bench` exports `const benches: Bench[]` and is then run by
 * `node test/bench/run.ts`. Where a target is a ratio, both sides are measured in the same run.
 */
export interface Bench {
  readonly name: string;
  readonly target: Target;
  /** True for what takes so long that it is run only where a word names it. */
  readonly onlyNamed?: boolean;
  run(): Promise<Measurement>;
}

/** Names how many events a large log has, where a run says so. */
export const eventsOfLarge = 'TIMELINE_BENCH_EVENTS';

/** The value below or at which the given part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

/** Milliseconds that the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Ratio of two speeds, ours against a yardstick's, by the median of rounds that take turns, so that whatever
 * else the machine does falls on both.
 */
export async function speedRatio(
  rounds: number,
  ours: () => unknown,
  yardstick: () => unknown,
): Promise<{ readonly ratio: number; readonly ours: number; readonly yardstick: number }> {
  const times = { ours: [] as number[], yardstick: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.yardstick.push(await timed(yardstick));
    times.ours.push(await timed(ours));
  }
  const [mine, theirs] = [quantile(times.ours, 0.5), quantile(times.yardstick, 0.5)];
  return { ratio: theirs / mine, ours: mine, yardstick: theirs };
}
