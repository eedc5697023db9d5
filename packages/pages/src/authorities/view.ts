import {
  type Area,
  areaLabels,
  areas,
  type Directory,
  isGrade,
  regions,
  visitLabels,
} from '@monitoring-timeline/core';
import type { ActivityShown, AreaGrade, Standing } from '@monitoring-timeline/projections';
import { whereOf } from '@monitoring-timeline/projections/brief';
import { yearStart } from '../drawing/days.ts';
import { firstYear, seriesDrawn } from '../drawing/series.ts';
import type { Links } from '../links/links.ts';
import { whyAddress } from '../links/why.ts';
import type { Shown } from '../page/page.ts';
import { certaintyText, statusText } from '../words/clocks.ts';
import { shortDate } from '../words/dates.ts';
import { gradeShown, gradeText } from '../words/grades.ts';
import { capital, counted, plain } from '../words/texts.ts';
import {
  chosen,
  type Filter,
  filters,
  nextOf,
  type RowAnswers,
  type Sort,
  sortLabels,
  sorts,
} from './choice.ts';

interface Wanted {
  readonly region: string | undefined;
  readonly where: string | undefined;
  readonly sort: Sort;
  readonly filters: readonly Filter[];
  /** A list of one's own, as keys; empty for everybody. */
  readonly authorities: readonly string[];
  /** Last day of the lines of grades. */
  readonly asOf: number;
}

/** Areas with a column of their own; more only where somebody in the list is graded in them. */
const always: readonly Area[] = [
  'overall',
  'leadership',
  'help_and_protection',
  'children_in_care',
  'care_leavers',
];

export function authoritiesView(
  answers: readonly RowAnswers[],
  wanted: Wanted,
  links: Links,
  directory: Directory,
): Shown {
  const { region, where, sort } = wanted;
  const rows = chosen(answers, wanted.filters, sort);
  const columns = areas.filter(
    (area) => always.includes(area) || rows.some(({ standing }) => gradeOf(standing, area)),
  );
  const named = { region, authority: wanted.authorities };
  const place = whereOf(named, directory);
  const narrowed = [
    ...(where === undefined ? [] : [whereText(where)]),
    ...wanted.filters.map((name) => filters[name].toLowerCase()),
  ];
  const ask = { region, authority: wanted.authorities };
  return {
    title: `${place}: ${counted(rows.length, 'authority', 'authorities')}`,
    model: {
      narrowed: narrowed.join('; '),
      regions: regions.map(({ name }) => ({ name, selected: name === region })),
      own: wanted.authorities.join(','),
      where: where ?? '',
      filters: Object.entries(filters).map(([name, label]) => ({
        name,
        label,
        checked: wanted.filters.includes(name as Filter),
      })),
      sorts: sorts.map((code) => ({ code, label: sortLabels[code], selected: code === sort })),
      columns: columns.map((area) => (area === 'overall' ? 'Overall' : areaLabels[area])),
      rows: rows.map((row) => rowShown(row, columns, wanted.asOf, links)),
      everybody: links.to('/authorities'),
      other: {
        csv: wanted.authorities.length === 0 ? links.to('/api/board.csv', { region }) : null,
        brief: links.to('/brief', ask),
        word: links.to('/brief.docx', ask),
        today: links.to('/', { region, authorities: wanted.authorities.join(',') }),
      },
    },
  };
}

function whereText(where: string): string {
  const [area = '', grade = ''] = where.split('=');
  return `${areaLabels[area as Area] ?? area}: ${gradeText(grade).toLowerCase()}`;
}

function gradeOf({ overall, areas: own }: Standing, area: Area): AreaGrade | undefined {
  if (area === 'overall') return overall ?? undefined;
  return own[area] ?? Object.values(own).find(({ covers }) => covers?.includes(area));
}

function rowShown(row: RowAnswers, columns: readonly Area[], asOf: number, links: Links) {
  const { board, standing } = row;
  const { authority, trajectory, priorityActions, lastActivity, nextActivity } = board;
  const next = nextOf(row);
  const why = (question: string, part?: string | null) =>
    whyAddress(links, authority.key, question, part);
  return {
    key: authority.key,
    name: authority.name,
    href: links.to(`/authorities/${authority.key}`),
    grades: columns.map((area) => cellOf(standing, area, why)),
    why: {
      trajectory: why('trajectory', 'label'),
      due: why('due', next?.rule && `due.${next.rule}`),
    },
    label: trajectory.label,
    direction: capital(plain(trajectory.label)),
    line: lineOf(row, asOf),
    urgent: priorityActions.map((one) => ({
      text: `${activityName(one)} of ${shortDate(one.end ?? one.start)}`,
      why: why('activity', one.because[0]),
    })),
    last: lastActivity && {
      text: activityName(lastActivity),
      when: `${lastActivity.uncertain ? 'about ' : ''}${shortDate(lastActivity.end ?? lastActivity.start ?? lastActivity.published)}`,
    },
    announced:
      nextActivity && `Announced: ${activityName(nextActivity)}, ${shortDate(nextActivity.start)}`,
    next: next && {
      status: statusText(next.status),
      code: next.status,
      when: (next.due ?? next.opens) ? shortDate(next.due ?? next.opens) : '',
      certainty: certaintyText(next),
    },
    interventions: standing.interventions.map(({ instrument, title, state, because }) => ({
      text: title ?? capital(plain(instrument)),
      state: plain(state),
      why: why('interventions', because[0]),
    })),
    expected: standing.interventionExpected ? 'Expected, none on record' : '',
  };
}

function cellOf(standing: Standing, area: Area, why: (question: string, part: string) => string) {
  const found = gradeOf(standing, area);
  if (!found) return { area };
  const notes = [
    ...((found.covers?.length ?? 0) > 1 ? ['joint'] : []),
    ...(found.carriedOver ? ['earlier'] : []),
  ];
  // a joint grade is explained where it stands
  const holder = Object.entries(standing.areas).find(([, one]) => one === found)?.[0] ?? area;
  return {
    area,
    label: areaLabels[area],
    grade: gradeShown(found.grade),
    notes: notes.join(', '),
    why: why('standing', area === 'overall' ? area : `areas.${holder}`),
  };
}

/** The line of the overall grade; where the report has none, of the area that every framework judges. */
function lineOf({ standing, trajectory }: RowAnswers, asOf: number) {
  const isOverall = standing.overall !== null && isGrade(standing.overall.grade);
  const area = isOverall ? 'overall' : 'help_and_protection';
  const went = isOverall ? trajectory.overall : trajectory.areas.help_and_protection;
  if (!went) return null;
  const frame = { width: 120, height: 34, from: yearStart(firstYear), to: asOf };
  return { ...seriesDrawn(went.points, frame), area: areaLabels[area], isOverall };
}

function activityName({ activity, kind, framework }: ActivityShown): string {
  if (activity === 'visit') {
    return (visitLabels as Readonly<Record<string, string>>)[kind ?? ''] ?? 'Visit';
  }
  return capital(
    [framework === null ? '' : plain(framework), 'inspection'].filter(Boolean).join(' '),
  );
}
