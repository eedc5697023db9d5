import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { skippedBecause, withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import { describe, expect, it } from 'vitest';
import {
  type ClaimEvent,
  claimId,
  type EventOf,
  england,
  validateForAppend,
} from '../../packages/core/src/events/index.ts';
import { ilacs2018 } from '../../packages/core/src/frameworks/ilacs.ts';
import { sif } from '../../packages/core/src/frameworks/sif.ts';
import { seedFiles, seedPeople } from '../../scripts/record/seeds.ts';

const root = join(import.meta.dirname, '..', '..');
const shipped = join(root, 'data', 'seeds');
const documents = join(root, '..', 'shared', 'seeds');

const files = seedFiles();
const events = files.flatMap((file) => file.events);

function claimsIn(file: string): readonly ClaimEvent[] {
  return files.find((candidate) => candidate.file === `${file}.jsonl`)!.events;
}

function typesIn(file: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of claimsIn(file)) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

function only<T extends ClaimEvent['type']>(
  file: string,
  type: T,
  where: (event: EventOf<T>) => boolean = () => true,
): EventOf<T> {
  const found = claimsIn(file).filter((event) => event.type === type) as EventOf<T>[];
  const matching = found.filter(where);
  expect(matching, `${file}: ${type}`).toHaveLength(1);
  return matching[0]!;
}

const gradesOf = (report: EventOf<'ReportPublished'>): Record<string, string> =>
  Object.fromEntries((report.data.judgements ?? []).map(({ area, grade }) => [area, grade]));

describe('the facts of the five documents', () => {
  it('fit the catalogue, each under the id that its content gives', () => {
    for (const event of events) {
      expect(validateForAppend(event)).toEqual(event);
      const { id, ...content } = event;
      expect(claimId(content)).toBe(id);
    }
  });

  it('are each written once', () => {
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('stand in every file in the order in which they became known', () => {
    // equal days by what they say, so that a change of one fact changes one line
    const order = ({ known, occurred, type, id }: ClaimEvent) =>
      JSON.stringify([known.from, occurred.from, type, id]);
    for (const { file, events: own } of files) {
      const keys = own.map(order);
      expect(keys, file).toEqual(keys.toSorted());
    }
  });

  it('never become known before the day on which they began', () => {
    const planned = new Set(['ContextNoted', 'LeadershipChanged', 'DeliveryChanged']);
    for (const { type, occurred, known, id } of events) {
      if (planned.has(type)) continue;
      const { length } = known.from;
      expect(
        occurred.precision === 'by' || occurred.from.slice(0, length) <= known.from,
        `${type} ${id}`,
      ).toBe(true);
    }
  });

  it('say where in their document they are written, unless the document was not at hand', () => {
    const without = files.filter((file) => file.events.some(({ source }) => !source.locator));
    expect(without.map(({ file }) => file)).toEqual(['sunderland-intervention.jsonl']);
  });

  it('hold people as ids, whose names stand in the list of people alone', () => {
    const text = JSON.stringify(events);
    const people = seedPeople();
    const used = new Set(text.match(/p-[0-9a-f]{20}/g));
    expect(new Set(people.map(({ person }) => person))).toEqual(used);
    for (const { name } of people) expect(text).not.toContain(name);
  });
});

describe('the re-inspection report of July 2018', () => {
  const file = 'sunderland-reinspection-2018';

  it('gives one claim for each fact read in it', () => {
    expect(typesIn(file)).toEqual({
      ContextNoted: 8,
      DeliveryChanged: 2,
      IndicatorObserved: 60,
      InspectionCarriedOut: 1,
      InterventionEnded: 1,
      InterventionStarted: 2,
      LeadershipChanged: 5,
      ReportPublished: 2,
      ThemeRaised: 7,
      ThemeStillEvident: 14,
      TurnoverObserved: 2,
    });
  });

  it('judges six areas and makes fifteen numbered recommendations', () => {
    const report = only(file, 'ReportPublished', ({ data }) => data.published === '2018-07-25');
    expect(gradesOf(report)).toEqual({
      overall: 'inadequate',
      help_and_protection: 'inadequate',
      children_in_care: 'requires_improvement',
      adoption: 'good',
      care_leavers: 'requires_improvement',
      leadership: 'inadequate',
    });
    const numbers = report.data.findings?.map((finding) => finding.number);
    expect(numbers).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
  });

  it('restates six inadequate judgements of July 2015, and none of the safeguarding board', () => {
    const report = only(file, 'ReportPublished', ({ data }) => data.published === '2015-07');
    expect(Object.values(gradesOf(report))).toEqual(Array(6).fill('inadequate'));
    expect(gradesOf(report)).not.toHaveProperty('lscb');
    expect(report.known).toEqual({ from: '2015-07', basis: 'published' });
  });

  it('keeps the printed 82% beside its own 69 of 78, and flags it', () => {
    const { data } = only(
      file,
      'IndicatorObserved',
      ({ data }) => data.indicator === 'age_16_17_in_education_or_work',
    );
    expect(data).toMatchObject({ numerator: 69, denominator: 78, value: 82, inconsistent: true });
  });

  it('flags every percentage that does not follow from its numbers, and no other', () => {
    for (const { data } of claimsIn(file) as EventOf<'IndicatorObserved'>[]) {
      const { unit, numerator, denominator, value, inconsistent } = data;
      if (unit !== 'percent' || numerator === undefined || denominator === undefined) continue;
      expect(Math.round((100 * numerator) / denominator) !== value).toBe(inconsistent ?? false);
    }
  });

  it('tells what the inspectorate links from what an analyst infers', () => {
    const still = claimsIn(file).filter(({ type }) => type === 'ThemeStillEvident');
    const by = (who: string) => still.filter(({ source }) => source.assertedBy === who).length;
    expect([by('inspectorate'), by('analyst')]).toEqual([7, 7]);
  });
});

describe('the monitoring letter of December 2016', () => {
  const file = 'sunderland-monitoring-letter-2016';

  it('gives one claim for each fact read in it', () => {
    expect(typesIn(file)).toEqual({
      ContextNoted: 11,
      IndicatorObserved: 10,
      LeadershipObserved: 2,
      ReportPublished: 2,
      ThemeRaised: 11,
      VisitCarriedOut: 1,
    });
  });

  it('tells of a second visit with nine subjects, steady progress and no grade', () => {
    expect(only(file, 'VisitCarriedOut').data).toMatchObject({ kind: 'monitoring', sequence: 2 });
    expect(only(file, 'VisitCarriedOut').data.scope).toHaveLength(9);
    const letter = only(file, 'ReportPublished', ({ data }) => data.of.activity === 'visit');
    expect(letter.data).toMatchObject({ letterDated: '2016-12-08', progress: 'steady' });
    expect(letter.data).not.toHaveProperty('judgements');
    expect(letter.data).not.toHaveProperty('published');
  });

  it('raises eleven themes, all but two of which are found again in 2018', () => {
    const later = new Set(
      claimsIn('sunderland-reinspection-2018').flatMap((event) =>
        event.type === 'ThemeStillEvident' ? [event.data.theme] : [],
      ),
    );
    const raised = claimsIn(file).flatMap((e) => (e.type === 'ThemeRaised' ? [e.data.theme] : []));
    expect(raised.filter((theme) => !later.has(theme)).toSorted()).toEqual([
      'consent_recording',
      'police_strategy_meetings',
    ]);
  });
});

describe('the article on the re-inspection', () => {
  const file = 'sunderland-article-2018';

  it('is a claim of the press on the same report, known from the end of the month it speaks of', () => {
    expect(typesIn(file)).toEqual({
      ContextNoted: 2,
      DeliveryChanged: 1,
      LeadershipChanged: 1,
      LeadershipObserved: 1,
      ReportPublished: 1,
      TurnoverObserved: 1,
    });
    const article = only(file, 'ReportPublished');
    expect(article.source.rank).toBe('press');
    expect(article.known).toEqual({ from: '2018-07', basis: 'assumed' });
    const report = only(
      'sunderland-reinspection-2018',
      'ReportPublished',
      ({ data }) => data.published === '2018-07-25',
    );
    expect(gradesOf(article)).toEqual(gradesOf(report));
  });
});

describe('the pages on the intervention in Sunderland', () => {
  it('keep the press that dates it from 2017 beside the government that directed in 2015', () => {
    const file = 'sunderland-intervention';
    expect(typesIn(file)).toEqual({
      DeliveryChanged: 3,
      InterventionEnded: 1,
      InterventionStarted: 5,
      LeadershipChanged: 1,
      ReportPublished: 1,
    });
    const directions = claimsIn(file).flatMap((event) =>
      event.type === 'InterventionStarted' && event.data.instrument === 'direction'
        ? [[event.source.rank, event.occurred.from, event.known.from]]
        : [],
    );
    expect(directions).toEqual([
      ['government', '2015-07-20', '2017-04-03'],
      ['government', '2017-04-03', '2017-04-03'],
      ['press', '2017-04', '2021-12-20'],
    ]);
  });
});

describe('the Cheshire East cabinet paper of January 2020', () => {
  const file = 'cheshire-east-cabinet-paper-2020';

  it('gives one claim for each fact read in it', () => {
    expect(typesIn(file)).toEqual({
      CommitmentMade: 6,
      ContextNoted: 8,
      IndicatorObserved: 3,
      InspectionCarriedOut: 3,
      LeadershipObserved: 4,
      ReportPublished: 4,
      VisitCarriedOut: 2,
    });
  });

  it("keeps the council's dates of the inspection beside the inspectorate's", () => {
    const starts = claimsIn(file).flatMap((event) =>
      event.type === 'InspectionCarriedOut' && event.data.framework === 'ILACS'
        ? [[event.source.rank, event.occurred.from]]
        : [],
    );
    expect(starts.toSorted()).toEqual([
      ['council', '2019-11-11'],
      ['report', '2019-11-18'],
    ]);
  });

  it('requires improvement in four judgements, of which one covers care and leaving it', () => {
    const report = only(
      file,
      'ReportPublished',
      ({ source, data }) => source.rank === 'report' && data.published !== undefined,
    );
    expect(Object.values(gradesOf(report))).toEqual(Array(4).fill('requires_improvement'));
    const care = report.data.judgements?.find(({ area }) => area === 'children_in_care');
    expect(care?.covers).toEqual(['children_in_care', 'care_leavers']);
    expect(report.data.findings).toHaveLength(5);
  });
});

describe('the Stockton board paper of September 2016', () => {
  const file = 'stockton-board-paper-2016';

  it('gives one claim for each fact read in it', () => {
    expect(typesIn(file)).toEqual({
      CommitmentMade: 3,
      ContextNoted: 14,
      IndicatorObserved: 7,
      InspectionCarriedOut: 2,
      LeadershipObserved: 1,
      ReportPublished: 1,
      SnapshotPublished: 2,
    });
  });

  it('judges seven areas, the safeguarding board among them, and recommends ten things', () => {
    const report = only(file, 'ReportPublished');
    expect(gradesOf(report)).toEqual({
      overall: 'good',
      help_and_protection: 'good',
      children_in_care: 'requires_improvement',
      adoption: 'requires_improvement',
      care_leavers: 'outstanding',
      leadership: 'good',
      lscb: 'requires_improvement',
    });
    const kinds = report.data.findings?.map(({ kind }) => kind) ?? [];
    expect(kinds.filter((kind) => kind === 'recommendation')).toHaveLength(10);
    expect(kinds.filter((kind) => kind === 'good_practice')).toHaveLength(5);
  });

  it('prints a national table whose rows do not all come to its 104 reports', () => {
    const table = only(file, 'SnapshotPublished', ({ data }) => data.region === undefined);
    expect(table.authority).toBe(england);
    expect(table.data).toMatchObject({ published: 104, population: 154, counts: 'not_stated' });
    const sum = (cells: Partial<Record<string, number>> = {}): number =>
      Object.values(cells).reduce<number>((total, cell) => total + (cell ?? 0), 0);
    expect(table.data.rows.map((row) => [row.area, sum(row.counts), sum(row.percent)])).toEqual([
      ['overall', 104, 100],
      ['help_and_protection', 104, 100],
      ['children_in_care', 103, 100],
      ['adoption', 103, 101],
      ['care_leavers', 102, 100],
      ['leadership', 104, 100],
      ['lscb', 104, 100],
    ]);
  });
});

/** Words of a text, so that punctuation, case and line breaks hide no copied run; an address is no sentence. */
function words(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('’', "'")
      .replace(/https?:\/\/\S+/g, ' ')
      .match(/[\p{L}\p{N}']+/gu) ?? []
  );
}

const runLength = 8;

function runs(text: string): string[] {
  const list = words(text);
  return list.slice(runLength - 1).map((_, i) => list.slice(i, i + runLength).join(' '));
}

function strings(value: unknown, key = ''): { key: string; text: string }[] {
  if (typeof value === 'string') return [{ key, text: value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, child]) =>
    strings(child, Array.isArray(value) ? key : name),
  );
}

/** The names of judgements, which are names and not sentences; one table puts "the" before them. */
const judgementNames = new Set(
  [...sif.areas, ...ilacs2018.areas].map(({ printed }) => words(printed).join(' ')),
);
for (const { printed } of sif.areas) {
  judgementNames.add(`the experiences and progress of ${words(printed).join(' ')}`);
}

describe(
  'beside the documents themselves',
  skippedBecause(existsSync(documents) ? undefined : withoutMaterial),
  () => {
    const printed = new Set(
      (existsSync(documents) ? readdirSync(documents) : []).flatMap((name) =>
        runs(readFileSync(join(documents, name), 'utf8')),
      ),
    );

    it('no claim holds eight words in a row of any document, names of judgements apart', () => {
      expect(printed.size).toBeGreaterThan(10_000);
      for (const name of readdirSync(shipped).filter((file) => file.endsWith('.jsonl'))) {
        for (const line of readFileSync(join(shipped, name), 'utf8').trimEnd().split('\n')) {
          for (const { key, text } of strings(JSON.parse(line))) {
            if (key === 'label' && judgementNames.has(words(text).join(' '))) continue;
            expect(
              runs(text).filter((run) => printed.has(run)),
              text,
            ).toEqual([]);
          }
        }
      }
    });
  },
);
