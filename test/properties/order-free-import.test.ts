import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  authorityKey,
  type ClaimEvent,
  type EpochDay,
  england,
  epochDay,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { correction, retraction } from '@monitoring-timeline/core/testing';
import { skippedBecause, withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import { type ImportResult, importPaths } from '@monitoring-timeline/ingest';
import {
  type Coordinates,
  loadDirectory,
  picture,
  RecordSource,
  standing,
} from '@monitoring-timeline/projections';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directory, recordOf, sharedMaterial, shippedRecord } from '../support/record.ts';
import { roundsOr } from '../support/rounds.ts';
import { dealt, numbersFrom, shuffled } from '../support/shuffle.ts';
import { partName, tablesOf } from '../support/tables.ts';

const tables = join(sharedMaterial, 'data');
const haveTables = existsSync(join(tables, 'outcomes.csv'));
/** Whose record is dealt out: everybody's by `pnpm faults`. */
const full = roundsOr(1) > 1;
const some = directory.all().filter((_, at) => full || at % 4 === 3);
const authorities = some.map(({ key }) => key);
/** Each run imports the whole record: a failure is told by its seed, and not made smaller by hundreds more. */
const runs = (sample: number) => ({ numRuns: roundsOr(sample), endOnFailure: true });
const now = new Date('2026-11-21T12:00:00Z');

/** A file to be: its name and its lines. */
interface FileText {
  readonly name: string;
  readonly lines: readonly string[];
}

interface Question {
  readonly authority: string;
  readonly at: Coordinates;
}

const day = fc.integer({
  min: epochDay('2009-06-01'),
  max: epochDay('2026-11-22'),
}) as fc.Arbitrary<EpochDay>;
const questions = fc.array(
  fc.record({
    authority: fc.constantFrom(...authorities),
    at: fc.record({ asOf: day, knownAt: day, publicOnly: fc.boolean() }),
  }),
  { minLength: 60, maxLength: 60 },
);

/** Leaves out in which row of its file a fact stands: that is another one where the file was cut. */
const withoutRows = (key: string, value: unknown): unknown =>
  key === 'locator' && /\brow \d/.test(String(value)) ? undefined : value;

/** What the views say after files were imported in this order into an empty store. */
async function imported(paths: readonly string[]) {
  const store = createMemoryStore();
  const people = createMemoryPeopleRegister();
  const result = await importPaths(paths, { store, people, now });
  const records = await new RecordSource({ store }).all();
  const names = new Map((await people.entries()).map(({ id, name }) => [id, name]));
  const context = {
    directory: await loadDirectory(store),
    // who has a name, not how it is spelt: the register keeps the spelling that came first ("Ms" or no "Ms")
    nameOf: (id: string) => (names.has(id) ? id : null),
  };
  const answers = ({ authority, at }: Question): string =>
    JSON.stringify(standing(recordOf(records, authorityKey(authority)), at, context), withoutRows);
  const pictures = (at: Coordinates): string =>
    JSON.stringify(
      (['authorities', 'reports'] as const).map((count) =>
        picture(records, at, { count, by: 'region' }, context.directory),
      ),
    );
  return { result, names, answers, pictures };
}

/** Writes files into a folder of their own, imports them in their order, and removes them. */
async function importedAs(files: readonly FileText[]) {
  const folder = mkdtempSync(join(tmpdir(), 'timeline-order-'));
  try {
    const paths = files.map(({ name, lines }, index) => {
      const path = join(folder, name);
      expect(existsSync(path), `${name}, file ${index}, would be written twice`).toBe(false);
      writeFileSync(path, `${lines.join('\n')}\n`);
      return path;
    });
    return await imported(paths);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Imported = Awaited<ReturnType<typeof imported>>;

function expectSameAnswers(other: Imported, expected: Imported, asked: readonly Question[]): void {
  for (const question of asked) {
    expect(other.answers(question)).toBe(expected.answers(question));
  }
  for (const { at } of asked.slice(0, 3)) {
    expect(other.pictures(at)).toBe(expected.pictures(at));
  }
}

function expectClean({ corrected, quarantined }: ImportResult): void {
  expect({ corrected, quarantined }).toEqual({ corrected: 0, quarantined: [] });
}

describe('the shipped record as files', () => {
  const named = new Set<string>([...authorities, england]);
  const ofSome = (line: string): boolean => {
    const [, authority] = /"authority":"([^"]+)"/.exec(line) ?? [];
    return authority === undefined || named.has(authority);
  };
  const lines = globSync('**/*.jsonl', { cwd: shippedRecord })
    .sort()
    .flatMap((name) => readFileSync(join(shippedRecord, name), 'utf8').split('\n'))
    .filter((line) => line !== '' && ofSome(line));

  /** Repairs of some grades, each of which a later one takes back or not. */
  const repairs = lines
    .map((line) => JSON.parse(line) as ClaimEvent)
    .filter((event) => event.type === 'ReportPublished' && event.data.judgements !== undefined)
    .filter((_, index) => index % (full ? 25 : 8) === 0)
    .flatMap((event, index) => {
      const pointer = '/data/judgements/0/grade';
      const mended = correction(event, pointer, 'good', { known: '2024-02-02', cause: 'source' });
      const target = index % 2 === 0 ? event : mended;
      const gone = retraction(target, { known: '2025-03-03', cause: 'source' });
      return index % 3 === 0 ? [mended, gone] : [mended];
    })
    .map((event) => JSON.stringify(event));

  it('gives the same answers however its lines are dealt into files, with repairs before their targets', async () => {
    const inOrder = await importedAs([
      { name: 'record.jsonl', lines },
      { name: 'repairs.jsonl', lines: repairs },
    ]);
    expectClean(inOrder.result);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1 }),
        fc.integer({ min: 1, max: 9 }),
        questions,
        async (seed, parts, asked) => {
          const next = numbersFrom(seed);
          const first = dealt(shuffled(repairs, next), 2, next);
          const rest = dealt(shuffled(lines, next), parts, next);
          const files = [...first, ...rest].map((part, index) => ({
            name: `part-${index}.jsonl`,
            lines: part,
          }));
          const otherwise = await importedAs(files.filter((file) => file.lines.length > 0));
          expectClean(otherwise.result);
          expect(otherwise.result.appended).toBe(inOrder.result.appended);
          expect(otherwise.names).toEqual(inOrder.names);
          expectSameAnswers(otherwise, inOrder, asked);
        },
      ),
      runs(1),
    );
  });
});

describe('the published tables', skippedBecause(haveTables ? undefined : withoutMaterial), () => {
  it('give the same answers cut into parts and imported in any order, and no corrections arise', async () => {
    const names = globSync('**/*.csv', { cwd: tables }).sort();
    const tablesIn = new Map(
      names.map((name) => [
        name,
        tablesOf(join(tables, name)).map(({ header, records }) => ({
          header,
          records: records.filter((row) => full || some.some((of) => row.includes(of.name))),
        })),
      ]),
    );
    const whole = full
      ? await imported(names.map((name) => join(tables, name)))
      : await importedAs(
          [...tablesIn].flatMap(([name, parts]) =>
            parts
              .filter(({ records }) => records.length > 0)
              .map(({ header, records }, table) => ({
                name: partName(name, `${table}`),
                lines: [header, ...records],
              })),
          ),
        );
    expectClean(whole.result);
    expect(whole.result.appended).toBeGreaterThan(full ? 6000 : 1200);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1 }),
        fc.integer({ min: 2, max: 4 }),
        questions,
        async (seed, parts, asked) => {
          const next = numbersFrom(seed);
          const files = [...tablesIn].flatMap(([name, parted]) =>
            parted.flatMap(({ header, records }, table) =>
              dealt(shuffled(records, next), parts, next)
                // a header alone is no part of a table: import asks about such a file
                .filter((part) => part.length > 0)
                .map((part, index) => ({
                  name: partName(name, `${table}-${index}`),
                  lines: [header, ...part],
                })),
            ),
          );
          const otherwise = await importedAs(shuffled(files, next));
          expectClean(otherwise.result);
          expect(otherwise.result.appended).toBe(whole.result.appended);
          expectSameAnswers(otherwise, whole, asked);
        },
      ),
      runs(1),
    );
  });
});
