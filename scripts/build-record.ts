import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ClaimEvent } from '../packages/core/src/index.ts';
import { type FileReading, readPaths } from '../packages/ingest/src/index.ts';
import { coverageClaims } from './record/coverage.ts';
import { familyOf, inOrder, lineOf, peopleOf } from './record/families.ts';
import { noticesToldOf } from './record/improvement-notices.ts';
import { jointInspectionClaims } from './record/joint-inspections.ts';
import { type FileCount, readme } from './record/readme.ts';
import { seedFiles } from './record/seeds.ts';

/** The day the record was compiled: nothing in it may be dated later. */
const compiled = new Date('2026-11-21T00:00:00Z');

async function readTables(from: string): Promise<readonly FileReading[]> {
  const readings: FileReading[] = [];
  for await (const reading of readPaths([from], { now: compiled })) {
    // a workbook says again what the tables dumped from its sheets say
    if (reading.kind === 'statistical_release') continue;
    if (reading.problems.length > 0) {
      const [first] = reading.problems;
      throw new Error(
        `${reading.file}: ${reading.problems.length} problems, the first at ${first?.locator ?? 'the file'}: ${first?.message}`,
      );
    }
    readings.push(reading);
  }
  return readings;
}

/**
 * The files of the shipped record, by name, made from a folder of tables. The same tables give the same text.
 * @throws Error where a table holds anything that cannot be read: the record ships without quarantine.
 */
export async function buildRecord(from: string): Promise<ReadonlyMap<string, string>> {
  const readings = await readTables(from);
  const families = new Map<string, Map<string, ClaimEvent>>();
  const add = (family: string, event: ClaimEvent): void => {
    const events = families.get(family) ?? new Map<string, ClaimEvent>();
    families.set(family, events);
    if (!events.has(event.id)) events.set(event.id, event);
  };
  for (const { kind, proposals } of readings) {
    // a row whose page is one of the documents read closely is told better there, under `seeds`
    for (const { event } of proposals) {
      if (event.source.publisher !== 'Not stated') add(familyOf(kind, event), event);
    }
  }
  for (const event of coverageClaims()) add('coverage', event);
  for (const event of noticesToldOf()) add('improvement-notices', event);
  for (const event of jointInspectionClaims()) add('joint-inspections', event);

  const files = new Map<string, string>();
  const counts: FileCount[] = [];
  const write = (file: string, lines: readonly string[]): void => {
    files.set(file, `${lines.join('\n')}\n`);
    counts.push({ file, lines: lines.length });
  };
  for (const [family, events] of [...families].sort(([a], [b]) => (a < b ? -1 : 1))) {
    write(`${family}.jsonl`, [...events.values()].sort(inOrder).map(lineOf));
  }
  const total = counts.reduce((sum, { lines }) => sum + lines, 0);
  const people = [...peopleOf(readings)].map(([person, name]) => JSON.stringify({ person, name }));
  write('people.jsonl', people);
  const seeds = seedFiles().map(({ file, events }) => ({ file, lines: events.length }));
  files.set('README.md', readme(counts, total, seeds));
  return files;
}

/** Writes the record to a folder in the place of the one there; what stands in sub-folders is not touched. */
async function writeRecord(files: ReadonlyMap<string, string>, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(to)) {
    if (name.endsWith('.jsonl') && !files.has(name)) await rm(join(to, name));
  }
  for (const [name, text] of files) await writeFile(join(to, name), text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    args: process.argv.slice(2).filter((word) => word !== '--'),
    options: { from: { type: 'string' }, to: { type: 'string', default: 'data' } },
  });
  if (!values.from) {
    console.error('Say which folder holds the tables: npm run record -- --from FOLDER');
    process.exit(2);
  }
  const files = await buildRecord(values.from);
  await writeRecord(files, values.to);
  for (const [name, text] of files) console.log(`${name} ${text.length}`);
}
