import { quantile } from '../bench.ts';

/** What one side took: time on the clock, and of it what this process computed itself. */
export interface Side {
  readonly ms: number;
  readonly computing: number;
}

async function taken(work: () => Promise<void>): Promise<Side> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - start, computing: (user + system) / 1000 };
}

/**
 * Both sides in rounds that take turns, after one that does not count: it opens connections and compiles. Each side's
 * figure is that of its better rounds (the lower quartile), since server and client share the machine with whatever
 * else runs there, and that only ever adds.
 */
export async function compared(
  rounds: number,
  ours: () => Promise<void>,
  bare: () => Promise<void>,
  prepare: () => void = () => {},
): Promise<{ readonly ours: Side; readonly bare: Side }> {
  const taking = { ours: [] as Side[], bare: [] as Side[] };
  for (let round = 0; round <= rounds; round += 1) {
    prepare();
    const sides = { bare: await taken(bare), ours: await taken(ours) };
    if (round === 0) continue;
    taking.bare.push(sides.bare);
    taking.ours.push(sides.ours);
  }
  return { ours: better(taking.ours), bare: better(taking.bare) };
}

function better(sides: readonly Side[]): Side {
  return {
    ms: quantile(
      sides.map(({ ms }) => ms),
      0.25,
    ),
    computing: quantile(
      sides.map(({ computing }) => computing),
      0.25,
    ),
  };
}

/** How many events a second, and what each cost this process. */
export function described({ ms, computing }: Side, events: number): string {
  const rate = Math.round((events * 1000) / ms).toLocaleString('en');
  return `${rate}/s (${((computing * 1000) / events).toFixed(1)} µs of our own computing each)`;
}
