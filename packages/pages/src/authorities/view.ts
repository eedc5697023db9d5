import {
  type Area,
  areaLabels,
  areas,
  codeWords,
  type Directory,
  regions,
} from '@monitoring-timeline/core';
import type { BoardRow } from '@monitoring-timeline/projections';
import { whereOf } from '@monitoring-timeline/projections/brief';
import { yearStart } from '../drawing/days.ts';
import { firstYear, seriesDrawn } from '../drawing/series.ts';
import type { Links } from '../links/links.ts';
import { whyAddress } from '../links/why.ts';
import type { Shown } from '../page/page.ts';
import { activityName } from '../words/activities.ts';
import { certaintyText, statusText } from '../words/clocks.ts';
import { shortDate } from '../words/dates.ts';
import { gradeShown, gradeText } from '../words/grades.ts';
import { capital, counted } from '../words/texts.ts';
import { chosen, type Filter, filters, nextOf, type Sort, sortLabels, sorts } from './choice.ts';

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
  answers: readonly BoardRow[],
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
      list: listShown(wanted, links, directory),
      where: where ?? '',
      filters: Object.entries(filters).map(([name, label]) => ({
        name,
        label,
        checked: wanted.filters.includes(name as Filter),
      })),
      sorts: sorts.map((code) => ({ code, label: sortLabels[code], selected: code === sort })),
      columns: columns.map((area) => (area === 'overall' ? 'Overall' : areaLabels[area])),
      rows: rows.map((row) => rowShown(row, columns, wanted, links)),
      everybody: links.to('/authorities'),
      other: {
        csv: links.to('/api/board.csv', { region, authorities: wanted.authorities }),
        brief: links.to('/brief', ask),
        word: links.to('/brief.docx', ask),
        today: links.to('/', { region, authorities: wanted.authorities.join(',') }),
      },
    },
  };
}

/** A list of one's own, with what adds to it and takes away from it. */
function listShown(wanted: Wanted, links: Links, directory: Directory) {
  const { authorities, region, where, sort, filters: only } = wanted;
  const others = {
    region,
    where,
    sort: sort === 'name' ? undefined : sort,
    ...Object.fromEntries(only.map((name) => [name, true])),
  };
  return {
    keys: authorities.join(','),
    members: authorities.map((key) => ({
      key,
      name: directory.nameOf(key as never),
      without: links.to('/authorities', {
        ...others,
        authorities: authorities.filter((one) => one !== key).join(','),
      }),
    })),
    names: directory.existing(wanted.asOf as never).map(({ name }) => name),
  };
}

function whereText(where: string): string {
  const [area = '', grade = ''] = where.split('=');
  return `${areaLabels[area as Area] ?? area}: ${gradeText(grade).toLowerCase()}`;
}

type Grade = BoardRow['standing']['areas'][number];

/** The grade of an area: its own, or the joint one that stands for it. */
function gradeOf({ overall, areas: own }: BoardRow['standing'], area: Area): Grade | undefined {
  if (area === 'overall') {
    return overall === null ? undefined : { area, grade: overall, carriedOver: false };
  }
  return own.find((one) => one.area === area) ?? own.find(({ covers }) => covers?.includes(area));
}

function rowShown(row: BoardRow, columns: readonly Area[], wanted: Wanted, links: Links) {
  const { authority, standing, trajectory, priorityActions, lastActivity, nextActivity } = row;
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
    direction: capital(codeWords(trajectory.label)),
    line: lineOf(row, wanted.asOf),
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
    interventions: row.interventions.map(({ instrument, title, state, because }) => ({
      text: title ?? capital(codeWords(instrument)),
      state: codeWords(state),
      why: why('interventions', because[0]),
    })),
    expected: row.interventionExpected ? 'Expected, none on record' : '',
  };
}

function cellOf(
  standing: BoardRow['standing'],
  area: Area,
  why: (question: string, part: string) => string,
) {
  const found = gradeOf(standing, area);
  if (!found) return { area };
  const notes = [
    ...((found.covers?.length ?? 0) > 1 ? ['joint'] : []),
    ...(found.carriedOver ? ['earlier'] : []),
  ];
  // a joint grade is explained where it stands
  return {
    area,
    label: areaLabels[area],
    grade: gradeShown(found.grade),
    notes: notes.join(', '),
    why: why('standing', area === 'overall' ? area : `areas.${found.area}`),
  };
}

function lineOf({ line }: BoardRow, asOf: number) {
  if (!line) return null;
  const frame = { width: 120, height: 34, from: yearStart(firstYear), to: asOf };
  return {
    ...seriesDrawn(line.points, frame),
    area: areaLabels[line.area],
    isOverall: line.area === 'overall',
  };
}
