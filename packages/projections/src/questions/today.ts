import {
  type AuthorityKey,
  addMonths,
  type EpochDay,
  england,
  epochDay,
  gradeRank,
  isGradeOrNot,
  isoDay,
} from '@monitoring-timeline/core';
import { z } from 'zod';
import type { DueRow } from '../answers/due.ts';
import {
  type Today,
  type TodayAuthority,
  type TodayChange,
  todayChangeSchema,
  todaySchema,
} from '../answers/today.ts';
import { checkRule } from '../asking/given.ts';
import { WrongCall } from '../asking/wrong-call.ts';
import { Breath, unhurried, unhurriedly } from '../engine/breath.ts';
import { authoritiesWanted, wantsNotice } from '../notices/interest.ts';
import { byWeight } from '../notices/kinds.ts';
import { AuthorityRecord } from '../record/authority-record.ts';
import { becauseOfAll, claimIn } from '../views/evidence.ts';
import { columnsOf } from './column.ts';
import { interestMeant, interestWords } from './interest-words.ts';
import { monthsWord, sinceWord } from './options.ts';
import { question } from './question.ts';
import { sinceMeant } from './since-meant.ts';
import { authorityColumns, table } from './table.ts';

const change = columnsOf(todayChangeSchema);

/** How many months `soon` looks ahead unless it is said. */
const monthsAhead = 3;

export const today = question({
  name: 'today',
  about: 'many',
  summary: 'What changed since a day, by weight, what stands, who is awaited, what is due soon',
  words: z.strictObject({
    since: sinceWord('Changes since this day; a week before unless given.').optional(),
    within: monthsWord('How far to look ahead, such as 6m; three months unless given.').optional(),
    ...interestWords,
  }),
  answer: todaySchema,
  tables: [
    table({
      name: 'today',
      meaning: 'What changed since a day, the heaviest first: a week before unless it is said.',
      grain: 'One row for each change of an answer, or event that people act on.',
      key: ['place'],
      columns: [
        ...change.fields('place'),
        ...authorityColumns<TodayChange>(({ authority }) => authority),
        ...change.fields('kind', 'weight', 'on', 'known', 'came', 'late', 'title', 'text', 'why'),
        ...change.at('rule.id', { name: 'rule' }),
        ...change.fields('because'),
      ],
      rows: ({ changes }: Today) => changes,
    }),
  ],
  watched: false,
  async answerOf(records, at, words, { policy, directory, nameOf, manner }) {
    const { since: given, within = monthsAhead, ...others } = words;
    checkRule(manner.parameter('rule'), others.rule, [policy]);
    const since = await sinceMeant(given, records, at.asOf, manner);
    if (epochDay(since) > at.asOf) {
      const { name, example } = manner.parameter('since');
      throw new WrongCall(
        `${name}: ${since} lies after the day asked about, ${isoDay(at.asOf)}. Give an earlier one, for example ${example('last-week')}.`,
        { parameter: 'since' },
      );
    }
    const interest = interestMeant(others, directory);
    const wanted = authoritiesWanted(others, directory);
    const keys = directory
      .existing(at.asOf)
      .map(({ key }) => key)
      .filter((key) => !wanted || wanted.has(key));
    // what only this question needs is loaded when it is asked
    const [
      { changedSince },
      { dueSeen },
      { sourceIn },
      { noticeParts },
      due,
      { standing },
      { activity },
    ] = await Promise.all([
      import('../notices/since.ts'),
      import('../notices/seen.ts'),
      import('../notices/sources.ts'),
      import('../notices/notice-words.ts'),
      import('../views/reinspection/due.ts'),
      import('../views/standing/standing.ts'),
      import('../views/activity.ts'),
    ]);
    const national = await records.record(england);
    const context = { policy, directory, nameOf, national };
    const names = { authority: (key: string) => directory.nameOf(key), person: nameOf };
    const changes: Omit<TodayChange, 'place'>[] = [];
    const clocks: DueRow[] = [];
    const authorities: TodayAuthority[] = [];
    const sources: Today['sources'][number][] = [];
    const all = await records.all();
    const recordOf = (key: AuthorityKey) => all.get(key) ?? new AuthorityRecord(key);
    // two days of everybody are long work
    const breath = new Breath();
    for await (const record of unhurried(keys.map(recordOf))) {
      const dueOf = (of: AuthorityRecord, when: typeof at) =>
        due.dueOf(of, when, context, { whole: true }).map(dueSeen);
      const { authority: key } = record;
      const shown = { key, name: directory.nameOf(key), region: directory.region(key) ?? null };
      const changed = changedSince(record, epochDay(since), at, dueOf);
      for (const notice of await unhurriedly(changed)) {
        if (!wantsNotice(interest, notice)) continue;
        const { kind, weight, known, late, changes: moved, rule, because } = notice;
        const { title, said, why } = noticeParts(notice, names);
        changes.push({
          kind,
          weight,
          authority: shown,
          on: dayOf(notice),
          known,
          came: notice.came === undefined ? null : isoDay(notice.came),
          late,
          title,
          text: said,
          why,
          moved: movedIn(notice),
          changes: moved,
          rule,
          sources: notice.sources,
          because,
        } as Omit<TodayChange, 'place'>);
      }
      await breath.take();
      clocks.push(...due.dueOf(record, at, context, { rule: others.rule }));
      await breath.take();
      const stands = standsToday(standing(record, at, context));
      authorities.push(stands);
      const { priorityActions, interventions, awaitingReport } = stands;
      const sourceOf = sourceIn(record);
      sources.push(
        ...[...priorityActions, ...interventions, ...awaitingReport].flatMap((one) =>
          one.because.flatMap((id) => sourceOf(id) ?? []),
        ),
      );
    }
    const isReport = ({ activity: of }: DueRow) => of === 'inspection_report';
    const { recordTo } = activity(new AuthorityRecord(england), at, context);
    const answer = {
      asOf: isoDay(at.asOf),
      knownAt: isoDay(at.knownAt),
      ...(at.recordedAt === undefined ? {} : { recordedAt: at.recordedAt }),
      since,
      within,
      recordTo,
      changes: changes.sort(byWeight).map((one, index) => ({ place: index + 1, ...one })),
      past: clocks.filter((row) => !isReport(row) && isPast.has(row.status)),
      awaited: clocks.filter((row) => isReport(row) && row.status !== 'met'),
      soon: soonOf(
        clocks.filter((row) => !isReport(row)),
        at.asOf,
        within,
      ),
      authorities: authorities.sort((a, b) =>
        a.authority.name.localeCompare(b.authority.name, 'en'),
      ),
      sources,
    };
    const rows = [...answer.changes, ...answer.past, ...answer.awaited, ...answer.soon];
    const because = becauseOfAll(
      [...rows, ...authorities].map((row) => row.because),
      claimIn([...keys.map(recordOf), national]),
    );
    return { ...answer, because };
  },
});

function standsToday(standing: TodayAuthority): TodayAuthority {
  const { authority, status, overall, areas, report, awaitingReport, priorityActions } = standing;
  const { interventions, interventionExpected, inadequateAreas, uncertain, because } = standing;
  return {
    authority,
    status,
    overall,
    areas,
    report,
    awaitingReport,
    priorityActions,
    interventions,
    interventionExpected,
    inadequateAreas,
    uncertain,
    because,
  };
}

const isPast: ReadonlySet<DueRow['status']> = new Set(['overdue', 'not_known']);
const isAhead: ReadonlySet<DueRow['status']> = new Set(['not_yet', 'window_open', 'due']);

/** Clocks that are due, or open, fall due or close within so many months: the first to come first. */
function soonOf(rows: readonly DueRow[], asOf: EpochDay, within: number): readonly DueRow[] {
  const [from, until] = [isoDay(asOf), isoDay(addMonths(asOf, within))];
  return rows
    .flatMap((row) => {
      if (!isAhead.has(row.status)) return [];
      const days = [row.opens, row.due, row.closes].filter((day) => day !== null);
      const next = days.filter((day) => day > from && day <= until).sort()[0];
      const day = next ?? (row.status === 'due' ? row.due : undefined);
      return day ? [{ row, day }] : [];
    })
    .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1))
    .map(({ row }) => row);
}

type Told = {
  readonly subject: Readonly<Record<string, unknown>>;
};

/** The grades that a change of the standing tells of. */
function movedIn({ subject }: Told): TodayChange['moved'] {
  const areas = (subject.areas ?? {}) as Readonly<
    Record<
      string,
      { readonly from: string | null; readonly to: string | null; readonly joint?: string }
    >
  >;
  return Object.entries(areas).map(([area, { from, to, joint }]) => {
    const [before, after] = [from, to].map((grade) =>
      isGradeOrNot(grade) ? gradeRank(grade) : undefined,
    );
    const even =
      joint !== undefined || before === undefined || after === undefined || before === after;
    const direction = even ? null : after > before ? 'up' : 'down';
    return { area, before: from, after: to, direction } as TodayChange['moved'][number];
  });
}

type Dated = Pick<TodayChange, 'kind' | 'known'> & {
  readonly subject: Readonly<Record<string, unknown>>;
};

/** The day that a change counts from. */
function dayOf({ kind, known, subject }: Dated): string | null {
  const { opens, due, closes, start, from, to, since } = subject as Readonly<
    Record<string, string | null | undefined>
  >;
  switch (kind) {
    case 'WindowOpened':
      return opens ?? null;
    case 'BecameDue':
    case 'ReportExpected':
      return due ?? null;
    case 'BecameOverdue':
    case 'PastNotKnown':
    case 'ReportPast':
      return closes ?? due ?? null;
    case 'InspectionAnnounced':
    case 'InspectionBegun':
      return start ?? null;
    case 'InterventionBegun':
      return from ?? null;
    case 'InterventionEnded':
      return to ?? null;
    case 'LeadershipChanged':
      return since ?? null;
    default:
      return known;
  }
}
