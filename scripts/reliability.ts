/**
 * Writes what `pnpm faults` found into docs/reliability.md: `node scripts/reliability.ts` renders docs/reliability.json, which the
 * run writes as each file of tests ends, between the marks of that page.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One test of a file. */
export interface Tried {
  /** Its own title behind those of what it stands in, with ` > ` between. */
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
}

/** What all tests of a file came to, the last time that they were run in full. */
export interface FileRun {
  /** Its name within test/faults. */
  readonly file: string;
  /** ISO day. */
  readonly on: string;
  readonly commit: string;
  readonly machine: string;
  readonly tried: readonly Tried[];
}

const marks = ['<!-- faults: begin -->', '<!-- faults: end -->'] as const;

/** The page with results between its marks. */
export function withRuns(page: string, runs: readonly FileRun[]): string {
  const [begin, end] = marks.map((mark) => page.indexOf(mark)) as [number, number];
  if (begin === -1 || end < begin) {
    throw new Error(`The page has no ${marks.join(' and ')}. Put both where the results belong.`);
  }
  return `${page.slice(0, begin + marks[0].length)}\n\n${tableOf(runs)}\n\n${page.slice(end)}`;
}

/** Results with those of a file put in place of what it came to before. */
export function withFile(runs: readonly FileRun[], run: FileRun): readonly FileRun[] {
  return [...runs.filter(({ file }) => file !== run.file), run].toSorted((a, b) =>
    a.file < b.file ? -1 : 1,
  );
}

function tableOf(runs: readonly FileRun[]): string {
  const tried = runs.flatMap((run) => run.tried);
  const count = (wanted: Tried['state']): number =>
    tried.filter(({ state }) => state === wanted).length;
  const machines = [...new Set(runs.map(({ machine }) => machine))];
  const rows = runs.flatMap((run) =>
    readable(run.tried.filter(({ state }) => state !== 'skipped')).map((one) => rowOf(run, one)),
  );
  return [
    `Written by \`pnpm faults\` on ${machines.join('; ')}: ${count('passed')} held, ${count('failed')} failed, ${count('skipped')} were not tried (what an engine does not promise, or what this machine cannot do).`,
    '',
    '| file | what was tried | times | what happened | took | when |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** A whole contract is told in one row where it held, beside the tests of it that failed. */
function readable(tried: readonly Tried[]): readonly Tried[] {
  const held = tried.filter(({ state }) => state === 'passed');
  if (held.length <= 12) return tried;
  const seconds = held.reduce((sum, one) => sum + one.seconds, 0);
  const together = [...commonBeginning(held.map(({ title }) => title)), `${held.length} tests`];
  return [
    { title: together.join(' > '), state: 'passed', seconds },
    ...tried.filter(({ state }) => state === 'failed'),
  ];
}

/** What all titles begin with. */
function commonBeginning(titles: readonly string[]): readonly string[] {
  const [first = [], ...others] = titles.map((title) => title.split(' > '));
  const end = first.findIndex((part, at) => others.some((other) => other[at] !== part));
  return first.slice(0, end === -1 ? first.length : end);
}

function rowOf({ file, on, commit }: FileRun, { title, state, seconds }: Tried): string {
  const [, text = title, times = '1'] = /^(.*?)(?: \((\d+) times\))?$/.exec(title) ?? [];
  const held = state === 'passed' ? 'held' : '**failed**';
  return `| \`${file}\` | ${text.replaceAll(' > ', ': ').replaceAll('|', '\\|')} | ${times} | ${held} | ${seconds.toFixed(1)} s | ${on}, ${commit} |`;
}

const root = resolve(import.meta.dirname, '..');
const page = join(root, 'docs/reliability.md');
const results = join(root, 'docs/reliability.json');

/** Keeps what a file came to beside what the others did, those that are gone left out, and renders all. */
export function keepFile(run: FileRun): void {
  const there = withFile(kept(), run).filter(({ file }) =>
    existsSync(join(root, 'test/faults', file)),
  );
  writeFileSync(results, `${JSON.stringify(there, null, 2)}\n`);
  render();
}

function kept(): readonly FileRun[] {
  return existsSync(results) ? (JSON.parse(readFileSync(results, 'utf8')) as FileRun[]) : [];
}

function render(): void {
  writeFileSync(page, withRuns(readFileSync(page, 'utf8'), kept()));
}

if (import.meta.main) render();
