import type { BoardRow } from '../../answers/board.ts';
import type { DueRow } from '../../answers/due.ts';
import { owedActivities } from '../../policy/schema.ts';
import { dueStatuses } from '../../views/reinspection/status-codes.ts';
import { becauseColumn, columnsOf } from '../column.ts';
import { datesOf, eachAuthority, table } from '../table.ts';
import { authorityColumns, codeColumns, frameworkValues, gradeValues } from './identity.ts';
import { summaryColumns } from './trajectory.ts';

/** Where the rules behind deadlines are written: each names its own source in the column `rule_source`. */
const policyRule = 'packages/projections/src/policy/england-children';

const certainties = ['certain', 'may_be_under_way', 'beyond_record'];

const { text, day, code, integer, flag, list, moment } = columnsOf<DueRow>();

/** Every clock that runs. */
export const dueTable = table<DueRow>({
  name: 'due',
  meaning:
    'Which inspections, visits and statements are due, by which rule and how surely. A wait for an inspection is the inspectorate’s calendar, not a failing of the authority.',
  grain:
    'One row for each authority and rule whose clock runs; one without a rule where none says when the next graded inspection comes.',
  key: ['authority', 'rule', 'activity', 'anchor_as_given'],
  columns: [
    ...authorityColumns<DueRow>(({ authority }) => authority),
    code('activity', 'What is waited for.', owedActivities, (row) => row.activity),
    text('rule', 'Code of the rule; empty where there is none.', (row) => row.rule, {
      source: policyRule,
    }),
    text('rule_version', 'Version of the rule.', (row) => row.version),
    text('rule_label', 'The rule in words.', (row) => row.label),
    code(
      'basis',
      'Whether a law or only usage says so, or only past waits.',
      ['statutory', 'usual', 'observed'],
      (row) => row.basis,
    ),
    code(
      'owed_by',
      'Who has to act.',
      ['inspectorate', 'authority', 'department'],
      (row) => row.owedBy,
    ),
    code('status', 'Where the clock stands on the day.', dueStatuses, (row) => row.status, {
      source: 'packages/projections/src/views/reinspection/status-codes.ts',
    }),
    code(
      'certainty',
      'How surely: inspectors may have been there without its being public, or the record may not reach that far.',
      certainties,
      (row) => row.certainty,
      {
        source: 'packages/projections/src/views/reinspection/status-codes.ts',
      },
    ),
    code(
      'by_calendar',
      'Where the calendar alone stands, whatever has been done.',
      ['not_yet', 'window_open', 'due', 'overdue'],
      (row) => row.byCalendar,
    ),
    day('opens', 'The window opens.', (row) => row.opens, { source: policyRule }),
    day('due', 'The usual point, or the deadline.', (row) => row.due, { source: policyRule }),
    day('closes', 'The window closes.', (row) => row.closes, { source: policyRule }),
    integer('days_past', 'Days after `due`; 0 up to it.', (row) => row.daysPast, {
      unit: 'calendar days',
    }),
    integer('days_past_window', 'Days after `closes`; 0 up to it.', (row) => row.daysPastWindow, {
      unit: 'calendar days',
    }),
    ...moment('anchor', 'The day that is counted from.', (row) => row.anchor?.date),
    code(
      'anchor_kind',
      'What happened on that day.',
      ['established', 'start', 'end', 'publication', 'receipt', 'last_visit'],
      (row) => row.anchor?.kind,
    ),
    text('anchor_event', 'Id of the event that gives the day.', (row) => row.anchor?.event),
    flag(
      'anchor_assumed',
      'The day stands in for one that is not on record.',
      (row) => row.anchor?.assumed,
    ),
    flag(
      'anchor_exact',
      'False where its last possible day is counted from.',
      (row) => row.anchor?.exact,
    ),
    day('next_change', 'When the calendar alone changes the status next.', (row) => row.next?.on),
    code('next_status', 'To what.', dueStatuses, (row) => row.next?.status),
    ...moment(
      'under_way_since',
      'First day on site of an inspection that has begun.',
      (row) => row.underWay?.start,
    ),
    ...moment('met_on', 'When it was done.', (row) => row.met?.on),
    day(
      'record_to',
      'How far the record of the activity reaches: after it, silence proves nothing.',
      (row) => row.recordTo,
    ),
    flag(
      'verified',
      'False where no primary source at hand confirms the rule.',
      (row) => row.verified,
    ),
    text('rule_source', 'Where the rule was read.', (row) => row.source?.title),
    text('explanation', 'The row in words.', (row) => row.explanation),
    list('suspensions', 'Spans in which the activity was suspended: first and last day.', (row) =>
      row.suspensions.map(({ from, to }) => `${from}/${to ?? '..'}`),
    ),
    text('policy', 'Policy and its version.', (row) => row.policy),
    text('calendar', 'Version of the table of working days.', (row) => row.calendar),
    becauseColumn<DueRow>(),
  ],
  rows: (asked) =>
    eachAuthority(asked, (authority, dates) => asked.timeline.due(dates, { authority })),
});

type Row = BoardRow;

const on = columnsOf<Row>();

/** The clock of the next graded inspection. */
function nextGraded({ due }: Row): DueRow | undefined {
  return due.find(({ activity }) => activity === 'graded_inspection');
}

/** One row an authority, everything in short. */
export const boardTable = table<Row>({
  name: 'board',
  meaning: 'Standing, trajectory, last and next activity and the next inspection, in one row.',
  grain: 'One row for each authority that existed on the day, alphabetical by name.',
  key: ['authority'],
  columns: [
    ...authorityColumns<Row>(({ authority }) => authority),
    ...codeColumns<Row>(({ authority }) => authority),
    on.code(
      'status',
      'Whether a graded report is known.',
      ['graded', 'not_inspected'],
      (row) => row.standing.status,
    ),
    on.code(
      'overall',
      'Overall effectiveness, as printed and never derived.',
      gradeValues,
      (row) => row.standing.overall,
    ),
    on.code(
      'framework',
      'Framework of the latest graded report.',
      frameworkValues,
      (row) => row.standing.framework,
    ),
    ...on.moment(
      'published',
      'Publication of the latest graded report.',
      (row) => row.standing.published,
    ),
    on.list(
      'inadequate_areas',
      'Areas whose grade is inadequate.',
      (row) => row.standing.inadequateAreas,
    ),
    ...summaryColumns<Row>(({ trajectory }) => trajectory),
    on.list('improved', 'Areas that went up.', (row) => row.trajectory.improved),
    on.list('declined', 'Areas that went down.', (row) => row.trajectory.declined),
    on.list('unchanged', 'Areas that stayed.', (row) => row.trajectory.unchanged),
    on.list(
      'not_comparable',
      'Areas that can be set beside nothing earlier.',
      (row) => row.trajectory.notComparable,
    ),
    on.text(
      'last_activity',
      'What inspectors came for last: inspection or visit.',
      (row) => row.lastActivity?.activity,
    ),
    on.text('last_activity_kind', 'Kind of it.', (row) => row.lastActivity?.kind),
    ...on.moment('last_activity_end', 'Its last day on site.', (row) => row.lastActivity?.end),
    on.integer(
      'days_since_last_activity',
      'Days since its last known day.',
      (row) => row.lastActivity?.daysAgo,
      { unit: 'calendar days' },
    ),
    ...on.moment(
      'next_activity_start',
      'First day of what is announced for a later day.',
      (row) => row.nextActivity?.start,
    ),
    on.day(
      'next_inspection_opens',
      'The window of the next graded inspection opens.',
      (row) => nextGraded(row)?.opens,
    ),
    on.day('next_inspection_due', 'Its usual point.', (row) => nextGraded(row)?.due),
    on.day('next_inspection_closes', 'Its window closes.', (row) => nextGraded(row)?.closes),
    on.code(
      'next_inspection_status',
      'Where that clock stands.',
      dueStatuses,
      (row) => nextGraded(row)?.status,
    ),
    on.code(
      'next_inspection_certainty',
      'How surely.',
      certainties,
      (row) => nextGraded(row)?.certainty,
    ),
    becauseColumn<Row>(),
  ],
  async *rows(asked) {
    const { region, authority } = asked;
    yield* await asked.timeline.board(datesOf(asked), { region, authority });
  },
});
