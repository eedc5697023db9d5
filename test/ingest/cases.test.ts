import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { skippedBecause, withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import { type FileReading, readPaths } from '@monitoring-timeline/ingest';
import { describe, expect, it } from 'vitest';
import { desk, now, published, reasons } from './desk.ts';
import { haveTables, root, tables } from './shared.ts';

const cases = fileURLToPath(new URL('../../../shared/cases', import.meta.url));
const haveCases = existsSync(`${cases}/README.md`) && haveTables;
const at = (path: string): string => `${cases}/${path}`;

async function read(path: string): Promise<FileReading> {
  for await (const reading of readPaths([at(path)], { now, published })) return reading;
  throw new Error(`${path} was passed over.`);
}

/** The grades of the reports that a file tells of, in the order of their areas. */
function gradesIn({ proposals }: FileReading): (string | undefined)[][] {
  return proposals.flatMap(({ event }) =>
    event.type === 'ReportPublished'
      ? [(event.data.judgements ?? []).map(({ grade }) => grade)]
      : [],
  );
}

const five = ['good', 'good', 'good', 'outstanding', 'requires_improvement'];

describe('the shared cases', skippedBecause(haveCases ? undefined : withoutMaterial), () => {
  it('a mark in a heading loses no column', async () => {
    for (const path of ['header-notes/note_overall.ods', 'header-notes/note.csv']) {
      const reading = await read(path);
      expect(reading.problems).toEqual([]);
      expect(gradesIn(reading)).toEqual([five]);
    }
  });

  it('what came out before an inspection cannot tell of it', async () => {
    const result = await desk().give(at('after-release/afterrelease.csv'));
    expect(reasons(result)).toEqual(['dates_contradict']);
    expect(result.appended).toBe(0);
  });

  it('a hidden sheet is left out and said', async () => {
    const reading = await read('hidden-sheet/hiddensheet.ods');
    expect(reading.problems.map(({ reason }) => reason)).toEqual(['hidden_content']);
    expect(gradesIn(reading)).toHaveLength(1);
  });

  it('an edition is one, however its day is written', async () => {
    const { give } = desk();
    await give(`${tables}/releases/ofsted_2023_latest_judgements.csv`);
    expect(await give(at('release-again/release2023_barnet.ods'))).toMatchObject({
      appended: 0,
      corrected: 0,
      alreadyKnown: 2,
    });
    const shipped = desk();
    await shipped.give(`${root}data`);
    expect(await shipped.give(at('release-again/release2023_barnet.ods'))).toMatchObject({
      appended: 0,
      corrected: 0,
      alreadyKnown: 2,
    });
  });

  it('a CSV file is read as a workbook is: under titles, and with its separator named', async () => {
    for (const name of ['titlerows.csv', 'sepline.csv']) {
      const reading = await read(`csv-from-workbook/${name}`);
      expect(reading.problems).toEqual([]);
      expect(gradesIn(reading)).toEqual([five]);
    }
  });

  it('a line passes the checks that a row passes', async () => {
    const { give } = desk();
    await give(at('surrogate/good.csv'));
    const changed = await give(at('lines-unchecked/line_changed_hash_kept.jsonl'));
    expect(reasons(changed)).toEqual(['content_altered']);
    const unknown = await give(at('lines-unchecked/line_unknown_authority.jsonl'));
    expect(unknown.appended).toBe(0);
    expect(unknown.quarantined).toHaveLength(1);
  });

  it('a log that was cut is refused', async () => {
    const cut = await desk().give(at('log-cut/cut_at_line_end.jsonl'));
    expect(reasons(cut)).toEqual(['damaged_export']);
    const whole = await desk().give(at('log-cut/whole.jsonl'));
    expect(whole).toMatchObject({ quarantined: [], appended: 3 });
  });

  it('a bad line stops neither the other lines nor the other files', async () => {
    const result = await desk().give(at('surrogate/good.csv'), at('surrogate/surrogate.jsonl'));
    expect(result.appended).toBe(2);
    expect(result.quarantined).toMatchObject([{ locator: 'line 2' }]);
  });

  it('of two columns of grades those of the later report count', async () => {
    for (const name of ['twocol.txt', 'twocol.pdf']) {
      const reading = await read(`two-columns/${name}`);
      expect(gradesIn(reading)).toEqual([['good', 'good', 'good', 'outstanding', 'good']]);
    }
  });

  it('a day in words in the name of a file is seen', async () => {
    const reading = await read(
      "name-of-file/barnet - children's services inspection - 21 november 2022.txt",
    );
    expect(reading.document?.reading.published).toMatchObject({
      value: '2022-11-21',
      confidence: 'low',
    });
  });

  it('a cell is its text, and an archive is read by its directory', async () => {
    for (const name of ['textbox.ods', 'dd_fake.ods']) {
      const reading = await read(`ods-forms/${name}`);
      expect(reading.problems).toEqual([]);
      expect(gradesIn(reading)[0]?.[0]).toBe('good');
    }
  });
});
