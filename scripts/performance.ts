/**
 * Writes what `pnpm bench --keep` measured: `node scripts/performance.ts` makes docs/performance.md and its drawings from
 * docs/performance.json.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import type { CurvePoint, Kept } from '../test/bench/bench.ts';
import { exponentOf } from '../test/bench/growth/curves.ts';

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
    'twice as much, and 0 where size does not matter. Computing time and memory (dashed, with its own exponent) are those of a process of its own.',
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
    `![Computing time and memory by number of ${curve?.of}](performance/${drawingOf(name)})`,
    '',
    `Exponent ${value.toFixed(2)} (wanted ${wanted}), of memory ${memoryExponent(curve?.points ?? []).toFixed(2)}. ${detail}. ${on}, ${commit}.`,
    '',
  ];
}

/** By which power of size memory grows. */
function memoryExponent(points: readonly CurvePoint[]): number {
  return exponentOf(points.map((point) => ({ ...point, computing: point.mb })));
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

const [width, height, margin, right] = [480, 240, 48, 56];
const [ofTime, ofMemory] = ['#1d70b8', '#00703c'];

/** Computing time, and dashed memory, over axes of powers of ten, with their name for who cannot see them. */
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
  const memory = axis(
    points.map(({ mb }) => mb),
    height - margin,
    16,
  );
  const drawnAs = (of: (point: CurvePoint) => number, colour: string, dashes: string) => {
    const at = points.map((point) => [x.at(point.size).toFixed(1), of(point).toFixed(1)] as const);
    const line = at.map(([left, top]) => `${left},${top}`).join(' ');
    return [
      `<polyline points="${line}" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>`,
      ...at.map(([left, top]) => `<circle cx="${left}" cy="${top}" r="3" fill="${colour}"/>`),
    ];
  };
  const text = (left: number, top: number, words: string, anchor: string): string =>
    `<text x="${left.toFixed(1)}" y="${top.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" fill="#555">`,
    `<title>${name}: computing time and memory</title>`,
    ...y.ticks.map(
      (tick) => `<path d="M${margin} ${y.at(tick).toFixed(1)}H${width - right}" stroke="#bbb"/>`,
    ),
    ...y.ticks.map((tick) => text(margin - 6, y.at(tick) + 4, `${shown(tick)} s`, 'end')),
    ...x.ticks.map((tick) => text(x.at(tick), height - margin + 18, shown(tick), 'middle')),
    ...memory.ticks.map((tick) =>
      text(width - right + 6, memory.at(tick) + 4, `${shown(tick)} MB`, 'start'),
    ),
    ...drawnAs(({ mb }) => memory.at(mb), ofMemory, ' stroke-dasharray="5 4"'),
    ...drawnAs(({ computing }) => y.at(computing), ofTime, ''),
    text(margin, height - 8, 'Computing time in seconds; memory dashed, on the right', 'start'),
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
