import {
  type Area,
  areaLabels,
  type Comparability,
  formatPartialDate,
  isGrade,
  parsePartialDate,
} from '@monitoring-timeline/core';
import type { ComparedArea, ComparedGradeShown, ComparisonNote } from '../../answers/compare.ts';
import type { Standing } from '../../answers/standing.ts';

/** Reports further apart than this speak of different times: the cycle of standard inspections is about three years. Ours. */
const yearsApart = 3;

type Key = Standing['authority']['key'];

/** Where standings cannot be set side by side, a sentence each: first what is about all of one authority, then area by area. */
export function notesOn(
  standings: readonly Standing[],
  rows: readonly ComparedArea[],
): readonly ComparisonNote[] {
  const nameOf = new Map(standings.map(({ authority }) => [authority.key, authority.name]));
  const names = (keys: readonly Key[]) => keys.map((key) => nameOf.get(key) ?? key);
  return [
    ...standings.flatMap(notesOnStatus),
    ...apartInTime(standings),
    ...rows.flatMap((row) => [
      ...withoutGrade(row, standings, names),
      ...notGraded(row, names),
      ...notOfOneSeries(row, names),
      ...carriedOver(row, names),
    ]),
  ];
}

function notesOnStatus({
  authority: { key, name, abolished },
  status,
}: Standing): ComparisonNote[] {
  const note = (says: string): ComparisonNote[] =>
    status === 'graded' ? [] : [{ kind: status, authorities: [key], area: null, says }];
  switch (status) {
    case 'abolished':
      return note(
        `${name} had been abolished${abolished === null ? '' : ` on ${dateText(abolished)}`}: its grades are of before then.`,
      );
    case 'not_established':
      return note(`${name} did not exist yet on this day.`);
    case 'not_inspected':
      return note(`No graded report of ${name} is on record by this day.`);
    case 'graded':
      return [];
  }
}

/** The latest reports of two of them that came out years apart: of all pairs the one that lies furthest apart. */
function apartInTime(standings: readonly Standing[]): readonly ComparisonNote[] {
  const dated = standings
    .flatMap(({ authority, report }) =>
      report?.published ? [{ ...authority, published: report.published }] : [],
    )
    .toSorted((a, b) => (a.published < b.published ? -1 : a.published > b.published ? 1 : 0));
  const [first, last] = [dated[0], dated.at(-1)];
  if (!first || !last) return [];
  const years = yearOf(last.published) - yearOf(first.published);
  if (
    years < yearsApart ||
    `${yearOf(first.published) + yearsApart}${first.published.slice(4)}` > last.published
  )
    return [];
  return [
    {
      kind: 'years_apart',
      authorities: [first.key, last.key],
      area: null,
      says: `The reports speak of different times: that of ${first.name} came out on ${dateText(first.published)}, that of ${last.name} on ${dateText(last.published)}.`,
    },
  ];
}

type Names = (keys: readonly Key[]) => readonly string[];

function withoutGrade(
  { area, grades }: ComparedArea,
  standings: readonly Standing[],
  names: Names,
): readonly ComparisonNote[] {
  const has = new Set(grades.map(({ authority }) => authority));
  const without = standings.filter(
    ({ authority, status }) => status === 'graded' && !has.has(authority.key),
  );
  if (without.length === 0) return [];
  const keys = without.map(({ authority }) => authority.key);
  const frameworks = [...new Set(without.flatMap(({ report }) => report?.framework ?? []))];
  return [
    {
      kind: 'no_such_area',
      authorities: keys,
      area,
      says: `${areaText(area)}: ${names(keys).join(', ')} ${keys.length === 1 ? 'has' : 'have'} no grade of it; ${keys.length === 1 ? 'its' : 'their'} latest report${frameworks.length === 0 ? '' : ` (${frameworks.map(plain).join(', ')})`} gave none.`,
    },
  ];
}

function notGraded({ area, grades }: ComparedArea, names: Names): readonly ComparisonNote[] {
  return grades
    .filter(({ grade }) => !isGrade(grade))
    .map(({ authority, grade }) => ({
      kind: 'not_graded',
      authorities: [authority],
      area,
      says: `${areaText(area)}: ${names([authority]).join('')} has a word in place of a grade (${plain(grade)}).`,
    }));
}

const kinds: Readonly<Record<Exclude<Comparability, 'same_series'>, ComparisonNote['kind']>> = {
  crosswalk: 'other_framework',
  scale_changed: 'other_scale',
  not_comparable: 'other_children',
};

/** Pairs whose grades are not of one series, those of one reason together. What is no grade at all is said apart. */
function notOfOneSeries(
  { area, grades, apart }: ComparedArea,
  names: Names,
): readonly ComparisonNote[] {
  const of = (key: Key) => grades.find(({ authority }) => authority === key)!;
  const real = apart.filter(({ authorities }) =>
    authorities.every((key) => isGrade(of(key).grade)),
  );
  const reasons = Map.groupBy(real, ({ authorities, comparable }) => {
    const [left, right] = authorities.map(of) as [ComparedGradeShown, ComparedGradeShown];
    return reasonOf(comparable, left, right);
  });
  return [...reasons].map(([reason, pairs]) => {
    const [{ comparable }] = pairs as [(typeof pairs)[number]];
    const keys = [...new Set(pairs.flatMap(({ authorities }) => authorities))];
    const said = pairs.map(({ authorities }) => names(authorities).join(' and ')).join('; ');
    const kind = comparable === 'same_series' ? 'other_framework' : kinds[comparable];
    return { kind, authorities: keys, area, says: `${areaText(area)}: ${said}. ${reason}` };
  });
}

function reasonOf(
  comparable: Comparability,
  left: ComparedGradeShown,
  right: ComparedGradeShown,
): string {
  const frameworks = [left, right].map(({ framework, version }) =>
    [framework === null ? 'a framework not on record' : plain(framework), version]
      .filter(Boolean)
      .join(' '),
  );
  const by = frameworks.toSorted().join(' and ');
  if (comparable === 'scale_changed') {
    return `They were graded on two scales (${by}): adequate, which the earlier one had, is no step of the later.`;
  }
  if (comparable === 'not_comparable') return `The two grades (${by}) speak of nothing in common.`;
  if ((left.covers?.length ?? 1) !== (right.covers?.length ?? 1)) {
    return 'One grade is of children in care and care leavers together, the other of one of them alone.';
  }
  return frameworks[0] === frameworks[1]
    ? `Both stand by ${frameworks[0]}, and the questions are related, not one.`
    : `They stand by two frameworks (${by}), whose questions are related, not one.`;
}

function carriedOver({ area, grades }: ComparedArea, names: Names): readonly ComparisonNote[] {
  return grades
    .filter((one) => one.carriedOver)
    .map(({ authority, published }) => ({
      kind: 'carried_over',
      authorities: [authority],
      area,
      says: `${areaText(area)}: the grade of ${names([authority]).join('')} is of an earlier report${published === null ? '' : ` (${dateText(published)})`} than its latest, which did not judge it.`,
    }));
}

function areaText(area: Area): string {
  return areaLabels[area];
}

function dateText(date: string): string {
  return formatPartialDate(parsePartialDate(date));
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

function plain(code: string): string {
  return code.replaceAll('_', ' ');
}
