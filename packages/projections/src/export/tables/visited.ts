import { areas, visitKinds } from '@monitoring-timeline/core';
import type { ActivityShown } from '../../answers/activity.ts';
import type { AuthorityShown } from '../../answers/common.ts';
import type { FindingShown, FindingTopic } from '../../answers/findings.ts';
import type { AreaCounts } from '../../answers/picture.ts';
import type { Theme } from '../../answers/themes.ts';
import { becauseColumn, columnsOf } from '../column.ts';
import { datesOf, type ExportAsked, eachAuthority, ofRegions, table } from '../table.ts';
import { areaValues, authorityColumns, frameworkValues, gradeValues } from './identity.ts';
import { toldColumns } from './told.ts';

type ActivityRow = ActivityShown & { readonly authority: AuthorityShown };

const came = columnsOf<ActivityRow>();

/** Every time inspectors came. */
export const activityTable = table<ActivityRow>({
  name: 'activity',
  meaning: 'Inspections and visits, as sources tell of them.',
  grain: 'One row for each inspection or visit of an authority, in the order of time.',
  key: ['authority', 'because'],
  columns: [
    ...authorityColumns<ActivityRow>(({ authority }) => authority),
    came.code(
      'activity',
      'An inspection can grade, a visit cannot.',
      ['inspection', 'visit'],
      (row) => row.activity,
    ),
    came.text('kind', `Kind of it. Of a visit: ${visitKinds.join(', ')}.`, (row) => row.kind),
    came.code('framework', 'Framework of it.', frameworkValues, (row) => row.framework),
    came.integer('sequence', 'Which monitoring visit since the report.', (row) => row.sequence),
    ...came.moment('start', 'First day on site.', (row) => row.start),
    ...came.moment('end', 'Last day on site.', (row) => row.end),
    ...came.moment(
      'published',
      'Publication of the report or letter; else the date that the letter bears.',
      (row) => row.published,
    ),
    came.flag('graded', 'A grade of it is known.', (row) => row.graded),
    came.code(
      'basis',
      'What knowing of it rests on at the firmest.',
      ['published', 'letter_dated', 'announced', 'assumed'],
      (row) => row.basis,
    ),
    becauseColumn<ActivityRow>(),
  ],
  rows: (asked) =>
    eachAuthority(asked, async (key, dates) => {
      const { authority, activities } = await asked.timeline.activity(key, dates);
      return activities.map((one) => ({ ...one, authority }));
    }),
});

interface FindingRow extends FindingShown {
  readonly group: FindingTopic;
  readonly region: string | null;
}

const found = columnsOf<FindingRow>();

/** What reports ask to be improved. */
export const findingsTable = table<FindingRow>({
  name: 'findings',
  meaning: 'What reports ask to be improved, by topic.',
  grain: 'One row for each point of a report that asks for improvement.',
  key: ['authority', 'topic_group', 'published_as_given', 'kind', 'number', 'topic'],
  columns: [
    ...authorityColumns<FindingRow>((row) => ({
      key: row.authority,
      name: row.name,
      region: row.region,
    })),
    found.text(
      'topic_group',
      'Code of the theme; of a finding without one, its topic.',
      ({ group }) => group.topic,
    ),
    found.flag('recurring', 'More than one report asks for it.', ({ group }) => group.recurring),
    found.code(
      'kind',
      'What the report calls it.',
      ['recommendation', 'improvement_point', 'priority_action', 'good_practice'],
      (row) => row.kind,
    ),
    found.integer('number', 'Its number in the report.', (row) => row.number),
    found.text('topic', 'What it is about, in few words.', (row) => row.topic),
    found.text('theme', 'Code of the theme.', (row) => row.theme),
    found.code('framework', 'Framework of the report.', frameworkValues, (row) => row.framework),
    ...found.moment('published', 'Publication of the report.', (row) => row.published),
    ...toldColumns<FindingRow>((row) => row),
    found.integer('reports_since', 'Graded reports since.', (row) => row.reportsSince, {
      unit: 'reports',
    }),
    found.text('publisher', 'Whose word it is.', (row) => row.publisher),
    found.text('locator', 'Place in the document.', (row) => row.locator),
    becauseColumn<FindingRow>(),
  ],
  async *rows(asked) {
    const { region, authority, timeline } = asked;
    for (const group of await timeline.findings(datesOf(asked), { region, authority })) {
      for (const one of group.findings) {
        yield { ...one, group, region: timeline.directory.region(one.authority) ?? null };
      }
    }
  },
});

type ThemeRow = Theme & { readonly authority: AuthorityShown };

const raised = columnsOf<ThemeRow>();

/** What inspectors raised, and what became of it. */
export const themesTable = table<ThemeRow>({
  name: 'themes',
  meaning:
    'What inspectors raised, and whether a later visit found it again. What an analyst links is nobody’s finding and stands in rows of its own.',
  grain: 'One row for each theme of an authority in one reader’s word.',
  key: ['authority', 'theme', 'asserted_by'],
  columns: [
    ...authorityColumns<ThemeRow>(({ authority }) => authority),
    raised.text('theme', 'Code of the theme.', (row) => row.theme),
    raised.text('topic', 'The theme in words.', (row) => row.topic),
    raised.text(
      'asserted_by',
      'Whose word it is that it went on: the inspectorate, or an analyst.',
      (row) => row.assertedBy,
    ),
    raised.code(
      'status',
      'What became of it.',
      ['raised', 'still_evident', 'resolved'],
      (row) => row.status,
    ),
    ...toldColumns<ThemeRow>((row) => row),
    raised.integer(
      'reports_since',
      'Graded reports since it was last found.',
      (row) => row.reportsSince,
      { unit: 'reports' },
    ),
    raised.integer(
      'occasions',
      'On how many occasions it was raised at the least.',
      (row) => row.occasions,
      { unit: 'occasions' },
    ),
    raised.text(
      'first_raised',
      'When it was first raised, as precise as its source.',
      (row) => row.raised[0]?.when,
    ),
    raised.text(
      'last_seen',
      'When it was last raised or found again.',
      (row) => (row.stillEvident.at(-1) ?? row.raised.at(-1))?.when,
    ),
    raised.text(
      'resolved',
      'When a source said that it was resolved.',
      (row) => row.resolved.at(-1)?.when,
    ),
    becauseColumn<ThemeRow>(),
  ],
  rows: (asked) =>
    eachAuthority(asked, async (key, dates) => {
      const answer = await asked.timeline.themes(key, dates);
      return answer.themes.map((one) => ({ ...one, authority: answer.authority }));
    }),
});

interface PictureRow {
  readonly region: string | null;
  readonly area: string;
  readonly combined: boolean;
  readonly grade: string;
  readonly count: number;
  readonly judged: number | null;
  readonly percent: number | null;
  readonly recordTo: string | null;
}

const counted = columnsOf<PictureRow>();

/** How many authorities hold each grade. */
export const pictureTable = table<PictureRow>({
  name: 'picture',
  takes: ofRegions,
  meaning:
    'How many authorities hold each grade in each area, in the whole of England and in each region.',
  grain: 'One row for each region (none: all that were asked about), area and grade.',
  key: ['region', 'area', 'combined', 'grade'],
  columns: [
    counted.text(
      'region',
      'Region; empty for all authorities that were asked about.',
      (row) => row.region,
    ),
    counted.code('area', 'What was judged, across frameworks.', areaValues, (row) => row.area),
    counted.flag(
      'combined',
      'Grades that children in care and care leavers were given together, counted apart.',
      (row) => row.combined,
    ),
    counted.code('grade', 'Grade, or what stands in its place.', gradeValues, (row) => row.grade),
    counted.integer('count', 'Authorities that hold it.', (row) => row.count, {
      unit: 'authorities',
    }),
    counted.integer(
      'judged',
      'Authorities that hold any grade in the area; empty beside a word that is no grade.',
      (row) => row.judged,
      { unit: 'authorities' },
    ),
    counted.integer(
      'percent',
      'Share of `judged`, rounded: shares need not sum to 100.',
      (row) => row.percent,
      { unit: 'whole percent' },
    ),
    counted.day(
      'record_to',
      'How far the record of graded inspections reaches.',
      (row) => row.recordTo,
    ),
  ],
  rows: pictureRows,
});

async function* pictureRows(asked: ExportAsked): AsyncGenerator<PictureRow> {
  const { region } = asked;
  const answer = await asked.timeline.picture(datesOf(asked), { region, by: 'region' });
  const groups = Object.entries(answer.groups ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [
    [null, answer.areas] as const,
    ...groups.map(([name, { areas: its }]) => [name, its] as const),
  ];
  for (const [name, own] of parts) {
    for (const area of areas) {
      const counts = own[area];
      if (!counts) continue;
      const row = { region: name, area, recordTo: answer.recordTo };
      yield* countsOf(counts).map((one) => ({ ...row, combined: false, ...one }));
      for (const [grade, count] of Object.entries(counts.notGraded)) {
        yield { ...row, combined: false, grade, count, judged: null, percent: null };
      }
      if (!counts.combined) continue;
      yield* countsOf(counts.combined).map((one) => ({ ...row, combined: true, ...one }));
    }
  }
}

function countsOf({ counts, judged, percent }: Pick<AreaCounts, 'counts' | 'judged' | 'percent'>) {
  return Object.entries(counts).map(([grade, count]) => ({
    grade,
    count,
    judged,
    percent: percent[grade] ?? null,
  }));
}
