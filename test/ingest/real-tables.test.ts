import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginning, createDirectory } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { type FileReading, importPaths, readPaths } from '@monitoring-timeline/ingest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundsOr } from '../support/rounds.ts';
import { tables, withoutTables } from './shared.ts';

const now = new Date('2026-11-21T12:00:00Z');

/** Whose rows are split: by `pnpm faults` those of all. */
const some = createDirectory()
  .all()
  .flatMap(({ name }, at) => (roundsOr(1) > 1 ? [''] : at % 5 === 2 ? [name] : []));

const readings = new Map<string, Promise<FileReading>>();

async function readOnce(path: string): Promise<FileReading> {
  for await (const reading of readPaths([join(tables, path)], { now })) return reading;
  throw new Error(`${path} was passed over.`);
}

/** What a table says, which several tests ask. */
function read(path: string): Promise<FileReading> {
  const reading = readings.get(path) ?? readOnce(path);
  readings.set(path, reading);
  return reading;
}

function countByType({ proposals }: FileReading): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { event } of proposals) counts[event.type] = (counts[event.type] ?? 0) + 1;
  return counts;
}

describe('the published tables', skippedBecause(withoutTables), () => {
  it('give as many claims as they have facts, and nothing for quarantine', async () => {
    const expected: Readonly<Record<string, Record<string, number>>> = {
      'outcomes.csv': { ReportPublished: 716, InspectionCarriedOut: 495 },
      'visits.csv': { ReportPublished: 513, VisitCarriedOut: 512 },
      'area_send_inspections.csv': { ReportPublished: 55, InspectionCarriedOut: 55 },
      'authorities.csv': {
        AuthorityEstablished: 158,
        AuthorityRecoded: 2,
        AuthorityAbolished: 5,
      },
      'leadership_in_post.csv': { LeadershipChanged: 320 },
      'known_conflicts.csv': {},
      'peer_scrape_history.csv': {},
      'releases/ofsted_2023_latest_judgements.csv': {
        ReportPublished: 152,
        InspectionCarriedOut: 152,
      },
      'releases/ofsted_2023_la_inspections_2009-2023_wide.csv': { ReportPublished: 569 },
      'releases/ofsted_2024_latest_judgements.csv': {
        ReportPublished: 151,
        InspectionCarriedOut: 151,
      },
      'releases/ofsted_2024_ilacs_history_wide.csv': { ReportPublished: 219 },
      'releases/ofsted_2025_latest_judgements.csv': {
        ReportPublished: 153,
        InspectionCarriedOut: 153,
      },
      'releases/ofsted_2025_ilacs_history_2018-2025.csv': {
        ReportPublished: 271,
        InspectionCarriedOut: 271,
      },
    };
    for (const [path, counts] of Object.entries(expected)) {
      const reading = await read(path);
      expect(reading.problems, path).toEqual([]);
      expect(countByType(reading), path).toEqual(counts);
    }
  });

  it('give a claim for every one of the 81 events told of by pages, and for every addressee', async () => {
    const pages = await read('events_from_pages.csv');
    expect(pages.problems).toEqual([]);
    expect(new Set(pages.proposals.map(({ locator }) => locator)).size).toBe(81);
    const letters = await read('letter_addressees.csv');
    expect(letters.problems).toEqual([]);
    expect(new Set(letters.proposals.map(({ locator }) => locator)).size).toBe(365);
  });

  it('hold no name of a person in any event', async () => {
    for (const path of ['events_from_pages.csv', 'letter_addressees.csv', 'outcomes.csv']) {
      const { people, proposals } = await read(path);
      // addresses of pages may spell a name; they are the source's own
      const text = JSON.stringify(proposals.map(({ event }) => [event.data, event.metadata]));
      expect(
        people.filter(({ name }) => text.includes(name)),
        path,
      ).toEqual([]);
      expect(people.length).toBeGreaterThan(20);
    }
  });

  it('tell the version of every ILACS inspection from their grades', async () => {
    const versions: Record<string, number> = {};
    for (const { event } of (await read('outcomes.csv')).proposals) {
      if (event.type !== 'ReportPublished' || event.data.of.framework !== 'ILACS') continue;
      const version = event.data.of.version ?? 'none';
      versions[version] = (versions[version] ?? 0) + 1;
    }
    expect(versions).toEqual({ 2018: 168, 2023: 145, 2026: 11 });
  });

  it('give the same claims as a sheet of the workbook and as its dump', async () => {
    const ids = (reading: FileReading): string[] => reading.proposals.map(({ event }) => event.id);
    for (const [workbook, year] of [
      ['LA_Inspection_Outcomes_as_at_March_2024.ods', '2024'],
      ['LA_Inspection_Outcomes_as_at_31_March_2025.ods', '2025'],
    ]) {
      const whole = new Set(ids(await read(`releases/${workbook}`)));
      const dumps: string[] = [];
      for (const name of await readdir(join(tables, 'releases'))) {
        if (name.includes(`ofsted_${year}`)) dumps.push(...ids(await read(`releases/${name}`)));
      }
      expect(new Set(dumps)).toEqual(whole);
      expect(whole.size).toBeGreaterThan(700);
    }
  });

  it('split into several files in any order never look like a correction of themselves', async () => {
    const whole = await mkdtemp(join(tmpdir(), 'timeline-split-'));
    try {
      const names = [
        'outcomes.csv',
        'events_from_pages.csv',
        'leadership_in_post.csv',
        'releases/ofsted_2023_in_year_activity_2022-23.csv',
        'releases/ofsted_2025_ilacs_history_2018-2025.csv',
        'releases/ofsted_2023_la_inspections_2009-2023_wide.csv',
        'visits.csv',
        'letter_addressees.csv',
      ];
      const ids = new Set<string>();
      const rows = new Map<string, readonly [header: string, rows: readonly string[]]>();
      for (const name of names) {
        for (const { event } of (await read(name)).proposals) ids.add(event.id);
        // two header lines hold line ends, so records are cut with them in mind
        const text = (await readFile(join(tables, name), 'utf8')).replace(/"([^"]*)"/g, (cell) =>
          cell.replace(/\r?\n/g, ' '),
        );
        const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
        // without the second table on the sheet, whose rows mean nothing apart from its header
        const end = lines.findIndex((line) => line.startsWith('Web link,'));
        const own = end < 0 ? lines : lines.slice(0, end);
        rows.set(name, [header, own.filter((line) => some.some((of) => line.includes(of)))]);
      }
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 2, max: 4 }),
          fc.infiniteStream(fc.nat()),
          async (pieces, numbers) => {
            const next = (): number => numbers.next().value ?? 0;
            const paths: string[] = [];
            for (const [name, [header, lines]] of rows) {
              const parts: string[][] = Array.from({ length: pieces }, () => []);
              for (const line of lines) parts[next() % pieces]?.push(line);
              for (const [index, part] of parts.entries()) {
                const path = join(
                  whole,
                  `${name.split('/').at(-1)?.replace('.csv', '')}_${index}.csv`,
                );
                await writeFile(path, `${[header, ...part].join('\n')}\n`);
                paths.push(path);
              }
            }
            const order = new Map(paths.map((path) => [path, next()]));
            paths.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
            const store = createMemoryStore();
            const people = createMemoryPeopleRegister();
            const result = await importPaths(paths, { store, people, now });
            expect(result.quarantined).toEqual([]);
            expect(result.corrected).toBe(0);
            const { events } = await store.readAll(beginning, { limit: 20_000 });
            const foreign = events.filter(
              ({ event }) => event.type !== 'ImportRun' && !ids.has(event.id),
            );
            expect(foreign).toEqual([]);
          },
        ),
        { numRuns: roundsOr(1), seed: 20260820 },
      );
    } finally {
      await rm(whole, { recursive: true, force: true });
    }
  });
});
