/**
 * Writes what `pnpm faults` found into docs/reliability.md: `node scripts/reliability.ts` renders docs/reliability.json, which the
 * run writes, between the marks of that page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One test of a run. */
export interface Tried {
  readonly file: string;
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
}

/** What a run of all faults came to. */
export interface FaultsRun {
  /** ISO day. */
  readonly on: string;
  readonly commit: string;
  readonly machine: string;
  readonly tried: readonly Tried[];
}

const marks = ['<!-- faults: begin -->', '<!-- faults: end -->'] as const;

/** The page with the results of a run between its marks. */
export function withRun(page: string, run: FaultsRun): string {
  const [begin, end] = marks.map((mark) => page.indexOf(mark)) as [number, number];
  if (begin === -1 || end < begin) {
    throw new Error(`The page has no ${marks.join(' and ')}. Put both where the results belong.`);
  }
  return `${page.slice(0, begin + marks[0].length)}\n\n${tableOf(run)}\n\n${page.slice(end)}`;
}

function tableOf({ on, commit, machine, tried }: FaultsRun): string {
  const count = (state: Tried['state']): number =>
    tried.filter((one) => one.state === state).length;
  const rows = tried
    .filter(({ state }) => state !== 'skipped')
    .toSorted((a, b) => (a.file === b.file ? 0 : a.file < b.file ? -1 : 1))
    .map(({ file, title, state, seconds }) => {
      const [, text = title, times = '1'] = /^(.*?)(?: \((\d+) times\))?$/.exec(title) ?? [];
      const held = state === 'passed' ? 'held' : '**failed**';
      return `| \`${file}\` | ${text.replaceAll('|', '\\|')} | ${times} | ${held} | ${seconds.toFixed(1)} s |`;
    });
  return [
    `Written by \`pnpm faults\` on ${on}, at commit ${commit}, on ${machine}: ${count('passed')} held, ${count('failed')} failed, ${count('skipped')} were not tried (what an engine does not promise, or what this machine cannot do).`,
    '',
    '| file | what was tried | times | what happened | took |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

const docs = resolve(import.meta.dirname, '../docs');
const resultsFile = join(docs, 'reliability.json');

/** Keeps the results of a run, and renders them. */
export function keepRun(run: FaultsRun): void {
  writeFileSync(resultsFile, `${JSON.stringify(run, null, 2)}\n`);
  render();
}

function render(): void {
  const page = join(docs, 'reliability.md');
  const run = JSON.parse(readFileSync(resultsFile, 'utf8')) as FaultsRun;
  writeFileSync(page, withRun(readFileSync(page, 'utf8'), run));
}

if (import.meta.main) render();
