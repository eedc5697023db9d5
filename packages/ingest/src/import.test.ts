import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  beginning,
  type ClaimEvent,
  contentHashOf,
  type EventStore,
  quarantineStream,
  type Recorded,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { describe, expect, it } from 'vitest';
import { type ImportProgress, type ImportResult, importPaths } from './import.ts';
import { filesUnder } from './readers/walk.ts';
import { csv, inFolder, now, readText } from './testing/files.ts';

const header =
  'authority,framework,inspection_kind,start_date,end_date,published_date,overall,leadership,help_and_protection,children_in_care,care_leavers,sources,lead_inspector';
const trafford =
  'Trafford,ILACS,ilacs_standard,2024-06-10,2024-06-21,2024-08-01,good,good,good,good,good,report_pdf,Ann Example';
const kent =
  'Kent,ILACS,ilacs_short,2022-05-09,2022-05-13,2022-07-08,outstanding,outstanding,good,outstanding,,report_pdf,';

function desk() {
  const store = createMemoryStore();
  const people = createMemoryPeopleRegister();
  /** Imports texts, one file each, in their order. */
  const take = (
    ...texts: readonly (string | readonly [name: string, text: string])[]
  ): Promise<ImportResult> =>
    inFolder(async (folder) => {
      const paths: string[] = [];
      for (const [index, given] of texts.entries()) {
        const [name, text] = typeof given === 'string' ? [`${index}.csv`, given] : given;
        await writeFile(join(folder, name), text);
        paths.push(join(folder, name));
      }
      return importPaths(paths, { store, people, now });
    });
  return { store, people, take };
}

async function all(store: EventStore): Promise<readonly Recorded[]> {
  return (await store.readAll(beginning, { limit: 10_000 })).events;
}

async function ofType<T extends ClaimEvent['type']>(store: EventStore, type: T) {
  const { events } = await store.readAll(beginning, { limit: 10_000, filter: { types: [type] } });
  return events.map(({ event }) => event as Extract<ClaimEvent, { type: T }>);
}

describe('an import', () => {
  it('appends claims to the streams of their authorities, and names to the register alone', async () => {
    const { store, people, take } = desk();
    const result = await take(csv(header, trafford, kent));
    expect(result).toMatchObject({
      files: 1,
      recognised: 1,
      proposed: 4,
      appended: 4,
      alreadyKnown: 0,
      corrected: 0,
      quarantined: [],
    });
    expect(await store.readStream('authority-trafford')).toHaveLength(2);
    expect((await people.entries()).map(({ name }) => name)).toEqual(['Ann Example']);
    expect(JSON.stringify(await all(store))).not.toContain('Ann Example');
  });

  it('adds nothing when it is done again, whatever the file is called and the order of its rows', async () => {
    const { store, take } = desk();
    await take(csv(header, trafford, kent));
    const { hash } = await store.head();
    const again = await take(csv(header, kent, trafford, kent));
    expect(again).toMatchObject({ proposed: 6, appended: 0, alreadyKnown: 6 });
    expect((await store.head()).hash).toBe(hash);
  });

  it('keeps a bad row in quarantine once, with the row as given, and imports the others', async () => {
    const { store, take } = desk();
    const bad = kent.replace('outstanding', 'splendid');
    const result = await take(csv(header, trafford, bad));
    expect(result.appended).toBe(2);
    expect(result.quarantined).toHaveLength(1);
    expect(result.quarantined[0]).toMatchObject({
      reason: 'unreadable_grade',
      locator: 'row 3, column overall',
    });
    const [kept] = await store.readStream(quarantineStream);
    expect(kept?.event).toMatchObject({
      id: result.quarantined[0]?.id,
      type: 'ProposalQuarantined',
      data: { reason: 'unreadable_grade', given: { authority: 'Kent', overall: 'splendid' } },
    });
    const again = await take(csv(header, trafford, bad));
    expect(again.quarantined).toHaveLength(1);
    expect(await store.readStream(quarantineStream)).toHaveLength(1);
  });

  it('notes a run where it wrote something, and nothing where it did not', async () => {
    const { store, take } = desk();
    await take(csv(header, trafford));
    await take(csv(header, trafford));
    const runs = await store.readStream('operations');
    expect(runs.map(({ event }) => event.data)).toMatchObject([
      { appended: 2, alreadyKnown: 0, quarantined: 0 },
    ]);
  });

  it('tells how far it is, up to the whole', async () => {
    const { store, people } = desk();
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'a.csv'), csv(header, trafford));
      await writeFile(join(folder, 'b.csv'), csv(header, kent));
      const steps: ImportProgress[] = [];
      await importPaths([folder], { store, people, now, onProgress: (step) => steps.push(step) });
      const last = steps.at(-1);
      expect(last?.done).toBe(last?.total);
      expect(steps.every(({ done }, index) => done >= (steps[index - 1]?.done ?? 0))).toBe(true);
    });
  });

  it('of files that somebody has walked to reads those, and walks to none again', async () => {
    const { store, people } = desk();
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'a.csv'), csv(header, trafford));
      const found = await filesUnder([folder]);
      await writeFile(join(folder, 'b.csv'), csv(header, kent));
      expect(await importPaths(found, { store, people, now })).toMatchObject({ files: 1 });
      expect(await importPaths([], { store, people, now })).toMatchObject({ files: 0 });
      const both = await importPaths([folder], { store, people, now });
      expect(both).toMatchObject({ files: 2, alreadyKnown: 2, appended: 2 });
    });
  });

  it('by two importers at once writes each fact once', async () => {
    const { store, people } = desk();
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'a.csv'), csv(header, trafford, kent, 'Kent,bad'));
      const runs = await Promise.all(
        [1, 2, 3].map(() => importPaths([folder], { store, people, now })),
      );
      expect(runs.reduce((sum, { appended }) => sum + appended, 0)).toBe(4);
      const ids = (await all(store)).map(({ event }) => event.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(await store.readStream(quarantineStream)).toHaveLength(1);
    });
  });
});

describe('the same source read otherwise', () => {
  const misread = trafford
    .replace('2024-06-21', '2024-06-20')
    .replace('good,good,good', 'good,good,requires_improvement');

  it('corrects its earlier claims place by place instead of adding second ones', async () => {
    const { store, take } = desk();
    await take(csv(header, misread));
    const result = await take(csv(header, trafford));
    expect(result).toMatchObject({ proposed: 2, appended: 0, corrected: 2 });
    const corrections = await ofType(store, 'FactCorrected');
    expect(corrections.map(({ data }) => [data.pointer, data.cause]).sort()).toEqual([
      ['/data/judgements/2/grade', 'ours'],
      ['/data/judgements/2/printed', 'ours'],
      ['/data/of/days', 'ours'],
      ['/occurred', 'ours'],
    ]);
    const report = (await ofType(store, 'ReportPublished'))[0];
    const grade = corrections.find(({ data }) => data.pointer === '/data/judgements/2/grade');
    expect(grade).toMatchObject({
      authority: 'trafford',
      known: report?.known,
      data: { target: report?.id, value: 'good' },
    });
  });

  it('is known where the earlier claim with its corrections says the same', async () => {
    const { store, take } = desk();
    await take(csv(header, misread));
    await take(csv(header, trafford));
    const { hash } = await store.head();
    expect(await take(csv(header, trafford))).toMatchObject({
      appended: 0,
      corrected: 0,
      alreadyKnown: 2,
    });
    expect((await store.head()).hash).toBe(hash);
  });

  it('counts as reissued where its bytes differ', async () => {
    const { store, take } = desk();
    const columns =
      'Local authority name,Inspection date,Overall effectiveness,Impact of leaders,Experiences and progress of children who need help and protection,Experiences and progress of children in care,Experiences and progress of care leavers';
    const file = 'ofsted_2024_latest.csv';
    await take([file, csv(columns, 'Kent,09/05/2022,Good,Good,Good,Good,Good')]);
    const result = await take([
      file,
      csv(columns, 'Kent,09/05/2022,Good,Good,Good,Good,Requires improvement to be good'),
    ]);
    expect(result.corrected).toBe(1);
    const corrections = await ofType(store, 'FactCorrected');
    expect(corrections.map(({ data, known }) => [data.pointer, data.cause, known])).toContainEqual([
      '/data/judgements/4/grade',
      'source',
      { from: '2026-11-21', basis: 'assumed' },
    ]);
  });

  it('does not touch another inspection of the same authority, nor one that the file restates', async () => {
    const { take } = desk();
    const later = trafford.replaceAll('2024-', '2025-');
    await take(csv(header, trafford));
    expect(await take(csv(header, later))).toMatchObject({ appended: 2, corrected: 0 });
    expect(await take(csv(header, trafford, misread))).toMatchObject({
      appended: 2,
      alreadyKnown: 2,
      corrected: 0,
    });
  });
});

describe('JSON lines', () => {
  const lines = async (): Promise<string> => {
    const { proposals, people } = await readText(csv(header, trafford));
    return [
      ...proposals.map(({ event }) => JSON.stringify(event)),
      ...people.map(({ id, name }) => JSON.stringify({ person: id, name })),
    ].join('\n');
  };

  it('of plain events and people come in as they stand', async () => {
    const { store, people, take } = desk();
    expect(await take(['facts.jsonl', await lines()])).toMatchObject({
      proposed: 2,
      appended: 2,
      quarantined: [],
    });
    expect(await people.entries()).toHaveLength(1);
    expect(await take(csv(header, trafford))).toMatchObject({ alreadyKnown: 2 });
    expect((await store.head()).events).toBe(3);
  });

  it('that are no JSON, no event or no person wait in quarantine by their line', async () => {
    const { take } = desk();
    const [event = ''] = (await lines()).split('\n');
    const result = await take([
      'facts.jsonl',
      [
        '{"half',
        '{"person":"somebody","name":"A"}',
        event.replace('"type":"', '"type":"X'),
        event,
        '{"type":"ImportRun"}',
      ].join('\n'),
    ]);
    expect(result.appended).toBe(1);
    expect(result.quarantined.map(({ reason, locator }) => [reason, locator])).toEqual([
      ['malformed_json', 'line 1'],
      ['invalid_claim', 'line 2'],
      ['invalid_claim', 'line 3'],
      ['invalid_claim', 'line 5'],
    ]);
  });

  it('of an exported log go into an empty store as they were, and into another with their origin noted', async () => {
    const origin = desk();
    await origin.take(csv(header, trafford, kent, 'Kent,bad'));
    const exported = (await all(origin.store)).map((line) => JSON.stringify(line)).join('\n');

    const empty = desk();
    const restored = await empty.take(['log.jsonl', exported]);
    expect(restored).toMatchObject({ proposed: 6, appended: 6 });
    expect(await all(empty.store)).toEqual(await all(origin.store));
    const { hash, events } = await origin.store.head();
    expect(await empty.store.head()).toMatchObject({ hash, events });

    const other = desk();
    await other.take(csv(header, kent));
    const joined = await other.take(['log.jsonl', exported]);
    expect(joined).toMatchObject({ proposed: 6, appended: 4, alreadyKnown: 2 });
    const [moved] = await other.store.readStream('authority-trafford');
    expect(moved?.event.metadata?.originRecorded).toBe((await all(origin.store))[0]?.recorded);
    expect(await other.take(['log.jsonl', exported])).toMatchObject({
      appended: 0,
      alreadyKnown: 6,
    });
  });
});

describe('an event whose id is taken', () => {
  it('waits in quarantine by its line where it claims something else, and is known where only its place differs', async () => {
    const { store, take } = desk();
    const { proposals } = await readText(csv(header, trafford));
    const events = proposals.map(({ event }) => event);
    const report = events.find(({ type }) => type === 'ReportPublished');
    if (!report) throw new Error('The table gives no report.');
    await take(['a.jsonl', JSON.stringify(report)]);
    const { hash } = await store.head();
    const moved = { ...report, source: { ...report.source, locator: 'elsewhere' } };
    expect(await take(['b.jsonl', JSON.stringify(moved)])).toMatchObject({
      alreadyKnown: 1,
      quarantined: [],
    });
    expect((await store.head()).hash).toBe(hash);
    const forged = { ...report, known: { ...report.known, from: '2024-08-02' } };
    const result = await take(['c.jsonl', `${JSON.stringify(report)}\n${JSON.stringify(forged)}`]);
    expect(result).toMatchObject({ proposed: 1, appended: 0, alreadyKnown: 1 });
    expect(result.quarantined).toMatchObject([{ reason: 'event_id_conflict', locator: 'line 2' }]);
    expect(await store.readStream('authority-trafford')).toHaveLength(1);
    const fresh = desk();
    const both = await fresh.take([
      'c.jsonl',
      `${JSON.stringify(report)}\n${JSON.stringify(forged)}`,
    ]);
    expect(both).toMatchObject({
      appended: 1,
      alreadyKnown: 0,
      quarantined: [{ locator: 'line 2' }],
    });
  });
});

describe('a damaged export', () => {
  const exported = async (): Promise<string[]> => {
    const origin = desk();
    await origin.take(csv(header, trafford, kent));
    return (await all(origin.store)).map((line) => JSON.stringify(line));
  };

  it('into an empty store is refused as a whole, and again when it is given again', async () => {
    const lines = await exported();
    const altered = lines.with(1, lines[1]?.replace('"good"', '"inadequate"') ?? '');
    const gap = lines.toSpliced(1, 1);
    const cut = [...lines.slice(0, -1), lines.at(-1)?.slice(0, 80) ?? ''];
    for (const damaged of [altered, gap, cut]) {
      const { store, take } = desk();
      for (const _ of [1, 2]) {
        const result = await take(['log.jsonl', damaged.join('\n')]);
        expect(result).toMatchObject({ proposed: 0, appended: 0 });
        expect(result.quarantined.map(({ reason }) => reason)).toContain('damaged_export');
      }
      expect(await ofType(store, 'ReportPublished')).toEqual([]);
      expect(await take(['log.jsonl', lines.join('\n')])).toMatchObject({ quarantined: [] });
      expect(await ofType(store, 'ReportPublished')).toHaveLength(2);
    }
  });

  it('into a store with claims gives what it can: altered lines wait, and so do those that conflict', async () => {
    const lines = await exported();
    const { take } = desk();
    await take(['log.jsonl', lines.join('\n')]);
    const altered = lines.map((line) => line.replace('"grade":"good"', '"grade":"inadequate"'));
    const hashed = altered.map((line) => {
      const recorded = JSON.parse(line) as Recorded;
      return JSON.stringify({ ...recorded, contentHash: contentHashOf(recorded.event) });
    });
    for (const [given, reason] of [
      [altered, 'content_altered'],
      [hashed, 'event_id_conflict'],
    ] as const) {
      const result = await take(['log.jsonl', given.join('\n')]);
      expect(result.appended).toBe(0);
      expect(new Set(result.quarantined.map((one) => one.reason))).toEqual(new Set([reason]));
      expect(result.quarantined).toHaveLength(2);
    }
  });
});

describe('the rules for claims', () => {
  it('keep a violating event in quarantine as it was given, and let the others in', async () => {
    const { store, take } = desk();
    const { proposals } = await readText(csv(header, trafford));
    const [inspection, report] = proposals.map(({ event }) => event);
    const nowhere = { ...inspection, authority: 'atlantis' };
    const text = [nowhere, report].map((event) => JSON.stringify(event)).join('\n');
    const result = await take(['facts.jsonl', text]);
    expect(result).toMatchObject({ proposed: 1, appended: 1 });
    expect(result.quarantined).toMatchObject([{ reason: 'unknown_authority', locator: 'line 1' }]);
    const [kept] = await store.readStream(quarantineStream);
    expect(JSON.stringify(kept?.event.data)).toContain('atlantis');
  });

  it('know an authority that a table has established', async () => {
    const { take } = desk();
    await take(
      csv(
        'authority,urn,la_code,ons_code,region,status',
        'East Surrey,,,E06000099,South East,current',
      ),
    );
    const { proposals } = await readText(csv(header, trafford));
    const event = { ...proposals[0]?.event, authority: 'east-surrey' };
    expect(await take(['facts.jsonl', JSON.stringify(event)])).toMatchObject({
      appended: 1,
      quarantined: [],
    });
  });
});

describe('a table without rows', () => {
  it('waits in quarantine', async () => {
    const { take } = desk();
    expect((await take(csv(header))).quarantined).toMatchObject([{ reason: 'no_rows' }]);
  });
});

describe('a publication day given for a release', () => {
  it('is refused where it lies after today', async () => {
    const { store, people } = desk();
    const options = { store, people, now, published: '2026-11-22' };
    await expect(importPaths([import.meta.filename], options)).rejects.toMatchObject({
      code: 'InvalidPublished',
    });
    expect((await store.head()).events).toBe(0);
  });
});
