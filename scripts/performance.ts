/**
 * Writes what `pnpm bench --keep` measured: `node scripts/performance.ts` makes docs/performance.md and its drawings from
 * docs/performance.json.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import type { CurvePoint, Kept } from '../test/bench/bench.ts';

/** What was measured last of each, and where. */
interface Performance {
  readonly machine: string;
  readonly measured: readonly Kept[];
}

const docs = resolve(import.meta.dirname, '../docs');
const file = join(docs, 'performance.json');
const drawings = join(docs, 'performance');

/** Keeps measurements, each in the place of an earlier one of its name, and renders them. */
export function keepMeasurements(fresh: readonly Kept[]): void {
  const before = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Performance)
    : undefined;
  const byName = new Map([...(before?.measured ?? []), ...fresh].map((one) => [one.name, one]));
  const measured = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const memory = Math.round(totalmem() / 1e9);
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory} GB, ${process.platform}, Node ${process.version}`;
  writeFileSync(file, `${JSON.stringify({ machine, measured }, null, 2)}\n`);
  render({ machine, measured });
}

function render(performance: Performance): void {
  rmSync(drawings, { recursive: true, force: true });
  mkdirSync(drawings);
  for (const one of performance.measured) {
    if (one.curve)
      writeFileSync(
        join(drawings, drawingOf(one.name)),
        drawn(titleOf(one.name), one.curve.points),
      );
  }
  writeFileSync(join(docs, 'performance.md'), pageOf(performance));
}

const titleOf = (name: string): string => name.replace(/^[^:]*: /, '');

function drawingOf(name: string): string {
  return `${titleOf(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')}.svg`;
}

const tableHead = [
  '## Beside a yardstick',
  '',
  '| what | reached | wanted | figures | measured |',
  '|---|---|---|---|---|',
];

/** The page of what was measured. */
export function pageOf({ machine, measured }: Performance): string {
  const curves = measured.filter(({ curve }) => curve);
  const others = measured.filter(({ curve }) => !curve);
  return `${[
    '# Performance',
    '',
    `Written by \`pnpm bench --keep\` from \`docs/performance.json\`, on ${machine}. Each figure has its day and commit. Most are ratios to a yardstick in the same run, by medians of`,
    'repeated pairs, so that they hold on another machine; absolute figures are of this one.',
    '',
    '## How cost grows',
    '',
    'Made-up histories (`test/support/histories.ts`): three frameworks, corrections, splits, late arrivals. The exponent is 1 where twice as much costs',
    'twice as much, and 0 where size does not matter. Computing time and memory are those of a process of its own.',
    '',
    ...curves.flatMap(curveLines),
    ...(others.length === 0 ? [] : [...tableHead, ...others.map(rowOf)]),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function curveLines({ name, value, target, detail, curve, on, commit }: Kept): readonly string[] {
  const wanted = 'atMost' in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`;
  return [
    `### ${headingOf(name)}`,
    '',
    `![Computing time by number of ${curve?.of}](performance/${drawingOf(name)})`,
    '',
    `Exponent ${value.toFixed(2)} (wanted ${wanted}). ${detail}. ${on}, ${commit}.`,
    '',
  ];
}

/** "All clocks, by events". */
function headingOf(name: string): string {
  const [, by = '', what = titleOf(name)] = /how cost grows with (\w+): (.*)$/.exec(name) ?? [];
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}${by === '' ? '' : `, by ${by}`}`;
}

function rowOf({ name, value, target, held, detail, on, commit }: Kept): string {
  const unit = target.unit === 'ratio' ? '' : ` ${target.unit}`;
  const wanted = 'atMost' in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`;
  const figure = value >= 100 ? value.toFixed(0) : value.toFixed(2);
  return `| ${titleOf(name)} | ${held ? '' : '**missed** '}${figure}${unit} | ${wanted}${unit} | ${detail.replaceAll('|', '\\|')} | ${on}, ${commit} |`;
}

const [width, height, margin, right] = [480, 240, 48, 32];

/** A curve over two axes of powers of ten, with its name for who cannot see it. */
export function drawn(name: string, points: readonly CurvePoint[]): string {
  const x = axis(
    points.map(({ size }) => size),
    margin,
    width - right,
  );
  const y = axis(
    points.map(({ computing }) => computing),
    height - margin,
    16,
  );
  const at = points.map(({ size, computing }) => [x.at(size), y.at(computing)] as const);
  const line = at.map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`).join(' ');
  const text = (left: number, top: number, words: string, anchor: string): string =>
    `<text x="${left.toFixed(1)}" y="${top.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" fill="#555">`,
    `<title>${name}</title>`,
    ...y.ticks.map(
      (tick) => `<path d="M${margin} ${y.at(tick).toFixed(1)}H${width - right}" stroke="#bbb"/>`,
    ),
    ...y.ticks.map((tick) => text(margin - 6, y.at(tick) + 4, `${shown(tick)} s`, 'end')),
    ...x.ticks.map((tick) => text(x.at(tick), height - margin + 18, shown(tick), 'middle')),
    `<polyline points="${line}" fill="none" stroke="#1d70b8" stroke-width="2"/>`,
    ...at.map(
      ([left, top]) =>
        `<circle cx="${left.toFixed(1)}" cy="${top.toFixed(1)}" r="3" fill="#1d70b8"/>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function axis(values: readonly number[], from: number, to: number) {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
  const ticks = Array.from({ length: last - first + 1 }, (_, n) => 10 ** (first + n));
  const at = (value: number): number =>
    from + ((Math.log10(value) - first) / (last - first)) * (to - from);
  return { ticks, at };
}

function shown(value: number): string {
  return value >= 1 ? value.toLocaleString('en') : String(Number(value.toPrecision(1)));
}

if (import.meta.main) render(JSON.parse(readFileSync(file, 'utf8')) as Performance);
