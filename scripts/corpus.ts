import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { provenRules } from '../packages/ingest/src/documents/rules/proven.ts';
import {
  addTo,
  corpusFolder,
  type Expected,
  emptyTally,
  heldLines,
  isHeldOut,
  readExpected,
  type Scored,
  scored,
  type Tally,
  withoutCorpus,
} from '../test/documents/corpus.ts';
import { comparedForms } from '../test/documents/forms.ts';
import { untold } from '../test/documents/forms-untold.ts';
import { Proofs, proofsFile, rulesIn } from '../test/documents/proofs.ts';

const rulesToo = process.argv.includes('--rules');

/**
 * Reads every document of the corpus beside the repository and prints how many are wholly right, by kind, framework and year, with
 * each miss. Exit code 1 where a kind falls below the line it is held to, a wrong field is called sure, or a report is taken for a
 * paper about one child. Words given
 * choose the documents whose name holds one of them. With `--held-out` the authorities that no rule is written on are shown
 * beside the others, and without their misses: who reads those writes rules on them. With `--rules` the documents that prove each rule for
 * single facts are written beside the rules; without it a rule that says otherwise is told, and the exit code is 1. With `--forms` every
 * document is read as PDF, as laid-out text, as text in reading order and as a page on the web, and each claim in which they
 * differ is printed; exit code 1 where one differs whose name is not noted and the reading does not say that it could not read something.
 */
const heldOut = process.argv.includes('--held-out');
const byForm = process.argv.includes('--forms');
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));

const percent = (part: number, of: number): string =>
  of === 0 ? '-' : `${((100 * part) / of).toFixed(2)} %`;

function table(title: string, tallies: ReadonlyMap<string, Tally>): void {
  console.log(
    `\n${title.padEnd(22)} documents  wholly right            fields right   wrong and sure`,
  );
  for (const [name, tally] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { documents, whole, fields, right, wrongAndSure } = tally;
    const wholly = `${whole} (${percent(whole, documents)})`;
    const fielded = `${right}/${fields} (${percent(right, fields)})`;
    console.log(
      `${name.padEnd(22)} ${String(documents).padStart(9)}  ${wholly.padEnd(16)} ${fielded.padStart(20)}  ${String(wrongAndSure).padStart(13)}`,
    );
  }
}

function grouped(
  scores: readonly Scored[],
  by: (one: Scored) => string,
): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const one of scores) {
    const name = by(one);
    const tally = tallies.get(name) ?? emptyTally();
    tallies.set(name, tally);
    addTo(tally, one);
  }
  return tallies;
}

function showMisses({ document, misses, problems }: Scored): void {
  if (misses.length === 0) return;
  console.log(`\n${document.file}${problems.length > 0 ? `  [${problems.join(', ')}]` : ''}`);
  for (const { field, expected, read, confidence } of misses) {
    console.log(`  ${field}: read "${read}" (${confidence}), expected "${expected}"`);
  }
}

async function compareForms(chosen: readonly Expected[]): Promise<number> {
  let unexpected = 0;
  const tallies = new Map<string, { alike: number; told: number; untold: number }>();
  for await (const { file, form, differences, told } of comparedForms(chosen)) {
    const tally = tallies.get(form) ?? { alike: 0, told: 0, untold: 0 };
    tallies.set(form, tally);
    if (differences.length === 0) tally.alike += 1;
    else if (told) tally.told += 1;
    else {
      tally.untold += 1;
      if (!untold[form].includes(file)) unexpected += 1;
    }
    if (differences.length === 0) continue;
    console.log(`\n${file} as ${form}${told ? ', and it says so' : ''}`);
    for (const one of differences) console.log(`  ${one.slice(0, 240)}`);
  }
  console.log(`\nform      as the PDF  otherwise and told  otherwise and untold`);
  for (const [form, tally] of tallies) {
    console.log(
      `${form.padEnd(8)} ${String(tally.alike).padStart(11)} ${String(tally.told).padStart(19)} ${String(tally.untold).padStart(21)}`,
    );
  }
  return unexpected > 0 ? 1 : 0;
}

async function main(): Promise<number> {
  if (withoutCorpus !== undefined) {
    console.log(withoutCorpus);
    return 0;
  }
  const chosen = readExpected().filter(
    ({ file }) => words.length === 0 || words.some((word) => file.includes(word)),
  );
  if (byForm) return compareForms(chosen);
  const started = performance.now();
  const scores: Scored[] = [];
  const refused: string[] = [];
  for await (const one of scored(chosen, refused)) {
    scores.push(one);
    if (process.stderr.isTTY) process.stderr.write(`\r${scores.length} of ${chosen.length} `);
  }
  const seconds = (performance.now() - started) / 1000;
  for (const one of scores) if (!heldOut || !isHeldOut(one.document)) showMisses(one);
  const kinds = grouped(scores, ({ document }) => document.kind);
  table('kind', kinds);
  table(
    'framework',
    grouped(scores, ({ document }) => document.expected?.framework ?? 'ungraded'),
  );
  table(
    'year',
    grouped(scores, ({ document }) => document.file_date.slice(0, 4)),
  );
  if (heldOut) {
    table(
      'authorities',
      grouped(scores, ({ document }) => (isHeldOut(document) ? 'held out' : 'of rule writing')),
    );
  }
  table(
    'all',
    grouped(scores, () => 'all'),
  );
  const explained = scores.flatMap(({ reading }) => reading?.facts ?? []);
  const left = scores.flatMap(({ reading }) => reading?.unexplained ?? []);
  const figures = explained.filter(({ value }) => value.type === 'IndicatorObserved');
  console.log(`\nfigures read ${figures.length}, of running text unexplained ${left.length}`);
  const untrue = words.length === 0 ? holdRules(scores) : [];
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(
    `\n${scores.length} documents of ${corpusFolder.split('/').slice(-2).join('/')} in ${seconds.toFixed(1)} s, at most ${memory.toFixed(0)} MB`,
  );
  const fallen = [...kinds].filter(
    ([kind, { whole, documents, wrongAndSure }]) =>
      whole / documents < (heldLines[kind] ?? 0) || wrongAndSure > 0,
  );
  for (const [kind] of fallen) console.log(`below its line: ${kind}`);
  for (const file of refused) console.log(`taken for a paper about one child: ${file}`);
  const failed = refused.length > 0 || (fallen.length + untrue.length > 0 && words.length === 0);
  return failed ? 1 : 0;
}

/** Writes what proves each rule, or says which rules stand by other documents than they name. */
function holdRules(scores: readonly Scored[]): readonly string[] {
  const proofs = new Proofs();
  for (const { document, reading } of scores) proofs.add(document, rulesIn(reading));
  proofs.addSeeds();
  const found = proofs.all();
  const single = Object.values(found).filter(({ reports }) => reports < 2).length;
  console.log(
    `\nrules for single facts ${Object.keys(found).length}, proven by one document ${single}`,
  );
  if (rulesToo) {
    const rows = Object.entries(found).map(
      ([rule, proof]) => `  ${JSON.stringify(rule)}: ${JSON.stringify(proof)}`,
    );
    writeFileSync(proofsFile, `{\n${rows.join(',\n')}\n}\n`);
    return [];
  }
  const names = new Set([...Object.keys(found), ...Object.keys(provenRules)]);
  const untrue = [...names].filter((rule) => !isDeepStrictEqual(found[rule], provenRules[rule]));
  for (const rule of untrue)
    console.log(`rule stands by other documents than it names (write them with --rules): ${rule}`);
  return untrue;
}

process.exitCode = await main();
