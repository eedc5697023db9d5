import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, CurvePoint, Measurement } from '../bench.ts';
import { inTemporaryFolder } from '../store/raw.ts';
import { authoritiesIn, folderKept } from './kept-logs.ts';

/**
 * The largest log in events: a million unless `TIMELINE_BENCH_LARGEST` says otherwise. One of more than that is taken from where the bench
 * of a large log keeps it, and what takes hours there is not measured on it.
 */
const largest = Number(process.env.TIMELINE_BENCH_LARGEST ?? 1e6);
const usual = 1e6;
const eventSizes = [1e3, 1e4, 1e5, 1e6, 1e7].filter((size) => size <= largest);
const authoritySizes = eventSizes.slice(0, 4).map((size) => size / 10);
/** Where authorities are counted, each has so many events. */
const eventsEach = 12;

interface Point {
  readonly seconds: number;
  readonly computing: number;
  readonly mb: number;
}

function measure(kind: string, log: string, events: number, authorities: number): Point {
  const point = join(import.meta.dirname, 'apart/point.ts');
  const words = [point, kind, log, String(events), String(authorities)];
  const told = execFileSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 1e6 });
  return JSON.parse(told) as Point;
}

/** The exponent by which cost grows with size: the slope of a line through the logarithms of both, from the second point on. */
export function exponentOf(points: readonly CurvePoint[]): number {
  const logs = points.slice(points.length > 2 ? 1 : 0).map(({ size, computing }) => ({
    x: Math.log(size),
    y: Math.log(computing),
  }));
  const mean = (pick: (one: { x: number; y: number }) => number): number =>
    logs.reduce((sum, one) => sum + pick(one), 0) / logs.length;
  const [x, y] = [mean((one) => one.x), mean((one) => one.y)];
  const over = logs.reduce((sum, one) => sum + (one.x - x) * (one.y - y), 0);
  return over / logs.reduce((sum, one) => sum + (one.x - x) ** 2, 0);
}

function told(of: 'events' | 'authorities', points: readonly CurvePoint[]): Measurement {
  const figures = points.map(
    ({ size, computing, mb }) =>
      `10^${Math.round(Math.log10(size))}: ${computing.toFixed(2)} s, ${mb.toFixed(0)} MB`,
  );
  return { value: exponentOf(points), detail: figures.join('; '), curve: { of, points } };
}

type Points = ReadonlyMap<string, CurvePoint[]>;
let byEvents: Promise<Points> | undefined;
let byAuthorities: Promise<Points> | undefined;

/** Makes a log of each size once, and measures everything on it. */
function measured(
  of: 'events' | 'authorities',
  sizes: readonly number[],
  kinds: readonly string[],
): Promise<Points> {
  return inTemporaryFolder(async (folder) => {
    const points = new Map<string, CurvePoint[]>(kinds.map((kind) => [kind, []]));
    for (const size of sizes) {
      const isLarge = size > usual;
      const log = join(isLarge ? (folderKept ?? folder) : folder, `${size}.db`);
      const authorities = of === 'events' ? Math.max(4, authoritiesIn(size)) : size;
      const events = of === 'events' ? size : size * eventsEach;
      if (!existsSync(log) && (isLarge || !kinds.includes('append')))
        measure('append', log, events, authorities);
      for (const kind of kinds) {
        if (isLarge && tooLong.has(kind)) continue;
        points.get(kind)?.push({ size, ...measure(kind, log, events, authorities) });
      }
    }
    return points;
  });
}

const ofEvents = [
  'append',
  'replay',
  'corrections',
  'of a type',
  'keep',
  'open',
  'standing',
  'due',
  'snapshot',
];
const ofAuthorities = ['keep', 'open', 'standing', 'picture', 'due'];
const tooLong: ReadonlySet<string> = new Set(['append', 'snapshot', 'due']);

async function growth(of: 'events' | 'authorities', kind: string): Promise<Measurement> {
  byEvents ??= of === 'events' ? measured(of, eventSizes, ofEvents) : undefined;
  byAuthorities ??= of === 'authorities' ? measured(of, authoritySizes, ofAuthorities) : undefined;
  const points = (await (of === 'events' ? byEvents : byAuthorities))?.get(kind) ?? [];
  return told(of, points);
}

const bench = (
  of: 'events' | 'authorities',
  kind: string,
  name: string,
  atMost: number,
): Bench => ({
  name: `how cost grows with ${of}: ${name}`,
  target: { atMost, unit: 'ratio' },
  run: () => growth(of, kind),
});

/** The value of each is the exponent: 1 where twice as much costs twice as much, 0 where size does not matter. */
export const benches: Bench[] = [
  bench('events', 'append', 'importing in batches of 500', 1.1),
  bench('events', 'replay', 'folding every record', 1.1),
  bench('events', 'corrections', 'reading all corrections', 1.05),
  bench('events', 'of a type', 'reading all events of a type that is rare', 1.05),
  bench('events', 'keep', 'a first start, which keeps what the next needs', 1.1),
  bench('events', 'open', 'starting from what was kept, to one standing', 1),
  bench('events', 'standing', 'one standing, asked once', 0.6),
  bench('events', 'due', 'all clocks', 1.1),
  bench('events', 'snapshot', 'writing copies of all records', 1.1),
  bench('authorities', 'keep', 'a first start, which keeps what the next needs', 1.1),
  bench('authorities', 'open', 'starting from what was kept, to one standing', 1),
  bench('authorities', 'standing', 'one standing, asked once', 1),
  bench('authorities', 'picture', 'the national picture', 1.1),
  bench('authorities', 'due', 'all clocks', 1.1),
];
