import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beginning, createDirectory } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { describe, expect, it } from 'vitest';
import { importPaths } from '../import.ts';
import { acceptQuarantined } from '../quarantine/decide.ts';
import { readQuarantine } from '../quarantine/queue.ts';
import { inFolder, now, readAll } from '../testing/files.ts';
import { pdfLines, pdfOf } from '../testing/pdf.ts';
import { letter } from '../testing/quarantine.ts';

const front = [
  'Inspection of Sunderland local authority',
  "children's services",
  'Inspection dates: 6 to 10 May 2024',
  "Lead inspector: Ann Example, His Majesty's Inspector",
  'Judgement | Grade',
  'The impact of leaders on social work | Good',
  'practice with children and families',
  'The experiences and progress of children | Good',
  'who need help and protection',
  'The experiences and progress of | Good',
  'children in care',
  'The experiences and progress of | Outstanding',
  'care leavers',
  'Overall effectiveness | Good',
  'Children are seen often and their workers know what they hope for.',
  'Plans say who does what by when, and most of them are kept to.',
];

const report = (lines = front) => pdfOf([pdfLines(lines)]);
const name = '2024-06-21_report.pdf';

const row = [
  'authority,framework,inspection_kind,start_date,end_date,published_date,overall,leadership,help_and_protection,children_in_care,care_leavers,lead_inspector,report_url,sources',
  'Sunderland,ILACS,ilacs_short,2024-05-06,2024-05-10,2024-06-21,good,good,good,good,outstanding,Ann Example,https://example.org/report,report_pdf',
].join('\n');

function world() {
  const store = createMemoryStore();
  const people = createMemoryPeopleRegister();
  return {
    importing: (paths: readonly string[]) => importPaths(paths, { store, people, now }),
    accept: (id: string) =>
      acceptQuarantined(
        id,
        {},
        {
          store,
          actor: { kind: 'person', name: 'Ann' },
          today: '2026-11-21',
          now,
          directory: createDirectory(),
        },
      ),
    waiting: async () =>
      [...(await readQuarantine(store)).values()].filter(({ status }) => status === 'open'),
    events: async () =>
      (await store.readAll(beginning, { limit: 1000 })).events.map(({ event }) => event),
  };
}

describe('a report given as PDF', () => {
  it('becomes the inspection and its report, each fact with its page and line', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, name);
      await writeFile(path, report());
      const [reading] = await readAll([path]);
      expect(reading).toMatchObject({ kind: 'inspection_report', problems: [] });
      const events = reading?.proposals.map(({ event }) => event) ?? [];
      expect(events.map(({ type, source }) => [type, source.locator])).toEqual([
        ['InspectionCarriedOut', 'page 1, line 3'],
        ['ReportPublished', 'page 1, line 14'],
      ]);
      expect(events[1]).toMatchObject({
        authority: 'sunderland',
        known: { from: '2024-06-21', basis: 'assumed' },
        data: { judgements: { length: 5 } },
      });
      expect(reading?.people.map(({ name: full }) => full)).toEqual(['Ann Example']);
    });
  });

  it('given twice, or as another copy of the same bytes, changes nothing the second time', async () => {
    await inFolder(async (folder) => {
      const { importing } = world();
      await writeFile(join(folder, name), report());
      const first = await importing([folder]);
      expect(first).toMatchObject({ recognised: 1, appended: 2, corrected: 0 });
      expect(await importing([folder])).toMatchObject({
        appended: 0,
        alreadyKnown: 2,
        corrected: 0,
      });
    });
  });

  it('after the table that was compiled from it adds what the table leaves out, and contradicts nothing', async () => {
    await inFolder(async (folder) => {
      const { importing, events } = world();
      const table = join(folder, 'outcomes.csv');
      await writeFile(table, row);
      expect(await importing([table])).toMatchObject({ appended: 2 });
      const path = join(folder, name);
      await writeFile(path, report());
      expect(await importing([path])).toMatchObject({ appended: 0, corrected: 1, quarantined: [] });
      const corrections = (await events()).filter(({ type }) => type === 'FactCorrected');
      expect(corrections.map(({ data }) => [data.pointer, data.cause])).toEqual([
        ['/data/judgements', 'ours'],
      ]);
      expect(await importing([path])).toMatchObject({ appended: 0, corrected: 0, alreadyKnown: 2 });
    });
  });

  it('with another grade than is on record is asked about, and corrects it once a person agrees', async () => {
    await inFolder(async (folder) => {
      const { importing, events, accept, waiting } = world();
      const path = join(folder, name);
      await writeFile(path, report());
      await importing([path]);
      const other = front.map((line) =>
        line.replace('effectiveness | Good', 'effectiveness | Inadequate'),
      );
      await writeFile(path, report(other));
      const again = await importing([path]);
      expect(again).toMatchObject({ appended: 0, corrected: 0 });
      expect(again.quarantined.map(({ reason, message }) => [reason, message])).toEqual([
        [
          'reading_contradicts',
          expect.stringContaining('overall (on record good, here inadequate)'),
        ],
      ]);
      expect(await importing([path])).toMatchObject({ quarantined: again.quarantined });
      expect(await waiting()).toHaveLength(1);
      await accept(again.quarantined[0]?.id ?? '');
      const corrections = (await events()).filter(({ type }) => type === 'FactCorrected');
      expect(corrections.map(({ data }) => data)).toMatchObject([
        { pointer: '/data/judgements/0', value: { grade: 'inadequate' }, cause: 'source' },
      ]);
      expect(await importing([path])).toMatchObject({
        corrected: 0,
        alreadyKnown: 2,
        quarantined: [],
      });
    });
  });

  it('before the table that was compiled from it keeps what the table leaves out', async () => {
    await inFolder(async (folder) => {
      const { importing, events } = world();
      await writeFile(join(folder, name), report());
      await importing([join(folder, name)]);
      await writeFile(join(folder, 'outcomes.csv'), row);
      expect(await importing([join(folder, 'outcomes.csv')])).toMatchObject({
        appended: 0,
        quarantined: [],
      });
      const corrections = (await events()).filter(({ type }) => type === 'FactCorrected');
      expect(corrections.map(({ data }) => [data.pointer, data.value])).toEqual([
        ['/data/kindInferred', undefined],
        ['/data/address', 'https://example.org/report'],
        ['/data/of/kind', 'short'],
        ['/known', { from: '2024-06-21', basis: 'published' }],
      ]);
    });
  });

  it('without any day of publication gives its inspection and asks for the day', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'report.pdf');
      await writeFile(path, report());
      const [unknown] = await readAll([path]);
      expect(unknown?.proposals.map(({ event }) => event.type)).toEqual(['InspectionCarriedOut']);
      expect(unknown?.problems.map(({ reason }) => reason)).toEqual(['no_publication']);
      const [told] = await readAll([path], { published: '2024-06-21' });
      expect(told?.proposals.map(({ event }) => event.known.basis)).toEqual([
        'assumed',
        'published',
      ]);
    });
  });

  it('dated after today is kept back, since a grade is confidential until it is published', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, name);
      await writeFile(path, report());
      const [reading] = await readAll([path], { now: new Date('2024-06-01T12:00:00Z') });
      expect(reading?.problems.map(({ reason }) => reason)).toEqual(['not_published']);
      expect(reading?.proposals.map(({ event }) => event.type)).toEqual(['InspectionCarriedOut']);
    });
  });
});

describe('a document whose inspection or visit is on record', () => {
  const visits = [
    'authority,visit_kind,start_date,end_date,letter_date,published_date,theme_official,area_for_priority_action,sources',
    'Durham,focused_visit,2019-02-19,2019-02-20,2019-03-14,2019-03-16,,no,report_pdf',
  ].join('\n');

  it.each([
    ['without a day in its name', 'report.pdf'],
    ['saved again under a name with another day', '2025-03-01_saved.pdf'],
  ])('needs no day of publication: %s it is the report on record', async (_, saved) => {
    await inFolder(async (folder) => {
      const { importing, events } = world();
      await writeFile(join(folder, 'outcomes.csv'), row);
      await importing([join(folder, 'outcomes.csv')]);
      await writeFile(join(folder, saved), report());
      const given = await importing([join(folder, saved)]);
      expect(given).toMatchObject({ appended: 0, corrected: 1, quarantined: [] });
      const said = (await events()).filter(({ type }) => type === 'ReportPublished');
      expect(said.map(({ data }) => data.published)).toEqual(['2024-06-21']);
      expect(await importing([join(folder, saved)])).toMatchObject({ appended: 0, corrected: 0 });
    });
  });

  it('has its own days and its own findings, and the known publication of its letter', async () => {
    await inFolder(async (folder) => {
      const { importing, events } = world();
      await writeFile(join(folder, 'visits.csv'), visits);
      expect(await importing([join(folder, 'visits.csv')])).toMatchObject({ appended: 2 });
      await writeFile(join(folder, 'letter.txt'), letter('14 March 2019'));
      await importing([join(folder, 'letter.txt')]);
      const letters = (await events()).filter(({ type }) => type === 'ReportPublished');
      expect(letters).toMatchObject([
        { data: { published: '2019-03-16' }, known: { basis: 'published' } },
      ]);
      expect((await events()).filter(({ type }) => type === 'VisitCarriedOut')).toHaveLength(1);
    });
  });

  it('has its own days where the table gives others', async () => {
    await inFolder(async (folder) => {
      const { importing, events } = world();
      await writeFile(join(folder, 'visits.csv'), visits.replace('02-19,2019-02-20', '02-20,'));
      await importing([join(folder, 'visits.csv')]);
      const text = letter('14 March 2019', '19, 20 and 26 February 2019');
      await writeFile(join(folder, 'letter.txt'), text);
      expect(await importing([join(folder, 'letter.txt')])).toMatchObject({ quarantined: [] });
      const corrections = (await events()).filter(({ type }) => type === 'FactCorrected');
      expect(corrections.map(({ data }) => [data.pointer, data.value])).toEqual(
        expect.arrayContaining([
          ['/occurred', { precision: 'range', from: '2019-02-19', to: '2019-02-26' }],
          [
            '/data/parts',
            [
              { from: '2019-02-19', to: '2019-02-20' },
              { from: '2019-02-26', to: '2019-02-26' },
            ],
          ],
        ]),
      );
    });
  });

  it('waits for a day where nothing is on record, and needs none once it is', async () => {
    await inFolder(async (folder) => {
      const { importing, waiting } = world();
      await writeFile(join(folder, 'report.pdf'), report());
      const first = await importing([join(folder, 'report.pdf')]);
      expect(first.quarantined.map(({ reason }) => reason)).toEqual(['no_publication']);
      await writeFile(join(folder, 'outcomes.csv'), row);
      await importing([join(folder, 'outcomes.csv')]);
      await importing([join(folder, 'report.pdf')]);
      expect(await waiting()).toEqual([]);
    });
  });
});

describe('a folder of documents', () => {
  it('is read in its order, and a bad file in it stops nothing', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'a.pdf'), '<!DOCTYPE html><html><body>Gone</body></html>');
      await writeFile(join(folder, 'b.pdf'), '');
      await writeFile(join(folder, 'c_2024-06-21.pdf'), report());
      await writeFile(join(folder, 'd.pdf'), 'plain words');
      await writeFile(join(folder, 'e.txt'), 'A note about nothing in particular.');
      await writeFile(join(folder, 'f.csv'), row);
      const readings = await readAll([folder]);
      expect(readings.map(({ kind, problems }) => [kind, problems[0]?.reason])).toEqual([
        ['unrecognised', 'html_in_pdf'],
        ['unrecognised', 'empty_file'],
        ['inspection_report', undefined],
        ['unrecognised', 'not_a_pdf'],
        ['unrecognised', 'not_recognised'],
        ['outcomes', undefined],
      ]);
      expect(readings[4]?.problems[0]?.message).toContain(
        'focused visit letter, monitoring visit letter, JTAI letter',
      );
    });
  });
});

const isPress = (event: object) =>
  (event as { readonly source?: { readonly rank?: string } }).source?.rank === 'press';

const article = `Sunderland rated good by Ofsted
Ofsted rated the council as good for children who need help and protection, outstanding for care leavers, with an overall good rating.
The interim DCS has been in post since November 2023.
Ann Smith, a resident of Sunderland, said: \u201cWe are going to work as hard as we can on it.\u201d`;

describe('an article that prints no day', () => {
  it('is known no earlier than the report on record whose grades it tells', async () => {
    const { importing, waiting, events } = world();
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'outcomes.csv'), row);
      await writeFile(join(folder, 'article.txt'), article);
      await importing([join(folder, 'outcomes.csv')]);
      await importing([join(folder, 'article.txt')]);
    });
    expect(await waiting()).toEqual([]);
    const told = (await events()).filter(isPress);
    expect(told.map(({ type, known }) => [type, known])).toEqual([
      ['ReportPublished', { from: '2024-06-21', basis: 'assumed' }],
      ['LeadershipChanged', { from: '2024-06-21', basis: 'assumed' }],
    ]);
    expect(told[0]).not.toHaveProperty('source.published');
  });

  it('is taken for what it dates itself where no such report is on record, and waits with its grades', async () => {
    const { importing, waiting, events } = world();
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'article.txt'), article);
      await importing([join(folder, 'article.txt')]);
    });
    expect((await waiting()).map(({ reason }) => reason)).toEqual(['no_publication']);
    const told = (await events()).filter(isPress);
    expect(told.map(({ type, known }) => [type, known])).toEqual([
      ['LeadershipChanged', { from: '2023-11', basis: 'assumed' }],
    ]);
  });
});
