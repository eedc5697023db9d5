import type {
  ActivityView,
  AreaGrade,
  Comparison,
  Diff,
  DueRow,
  Explanation,
  Hindsight,
  InterventionsHistory,
  LeadershipHistory,
  Picture,
  Standing,
  Themes,
  Trajectory,
} from '@monitoring-timeline/projections';
import { attribute, marked, type PageRead } from '../page.ts';
import type { Comparing, Place } from './place.ts';

type Elements = Pick<PageRead, 'elements'>;

const valuesOf = (page: Elements, name: string) => marked(page, name).map(({ value }) => value);

/** Each area of a standing with its grade, the overall among them. */
function gradesOf({ overall, areas }: Standing): Readonly<Record<string, string>> {
  const all: Record<string, AreaGrade> = { ...(overall ? { overall } : {}), ...areas };
  return sorted(Object.entries(all).map(([area, { grade }]) => [area, grade]));
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The page of one authority. */
async function own(to: Comparing, { authority: key, at }: Place): Promise<void> {
  const page = await to.open(`/authorities/${key}?${at}`);
  const ask = <T>(question: string) => to.api<T>(`/authorities/${key}/${question}?${at}`);
  const standing = await ask<Standing>('standing');
  const rows = marked(page, 'data-area').filter(
    ({ element }) => attribute(element, 'data-published') !== undefined,
  );
  to.same(
    'grades',
    sorted(rows.map((row) => [row.value, valuesOf(row, 'data-grade')[0] ?? ''])),
    gradesOf(standing),
  );
  const all = { ...standing.areas, ...(standing.overall ? { overall: standing.overall } : {}) };
  to.same(
    'days of publication',
    sorted(rows.map(({ value, element }) => [value, attribute(element, 'data-published')])),
    sorted(Object.entries(all).map(([area, one]) => [area, one.published ?? ''])),
  );
  to.same(
    'awaited and urgent',
    [marked(page, 'data-awaited').length, marked(page, 'data-urgent').length],
    [standing.awaitingReport.length, standing.priorityActions.length],
  );
  to.same(
    'interventions',
    valuesOf(page, 'data-instrument'),
    standing.interventions.map(({ instrument }) => instrument),
  );
  to.same(
    'posts',
    valuesOf(page, 'data-role'),
    [standing.leadership, standing.lastKnown].flatMap((posts) =>
      Object.entries(posts).flatMap(([role, holder]) => (holder ? [role] : [])),
    ),
  );
  const due = await to.api<readonly DueRow[]>(`/due?authority=${key}&${at}`);
  to.same(
    'clocks',
    marked(page, 'data-status').map(({ element, value }) => [
      attribute(element, 'data-rule'),
      value,
    ]),
    due.map(({ rule, status }) => [rule ?? '', status]),
  );
  const { summary } = await ask<Trajectory>('trajectory');
  const label = marked(page, 'data-label').map(({ value }) => value);
  to.same('direction', label, rows.length === 0 ? [] : [summary.label]);
  const { themes } = await ask<Themes>('themes');
  to.same(
    'themes',
    valuesOf(page, 'data-theme'),
    themes.map(({ theme }) => theme),
  );
  await timeline(to, page, ask, themes.length);
}

async function timeline(
  to: Comparing,
  page: PageRead,
  ask: <T>(question: string) => Promise<T>,
  themes: number,
): Promise<void> {
  const { activities, next } = await ask<ActivityView>('activity');
  const { tenures } = await ask<LeadershipHistory>('leadership');
  const { history, deliveryHistory } = await ask<InterventionsHistory>('interventions');
  const dated = [...activities, ...next].filter((one) => one.start ?? one.end ?? one.published);
  const inspected = dated.filter(({ activity }) => activity === 'inspection');
  const placed = history.filter((one) => one.from ?? one.to ?? one.lastTold);
  const lanes = Map.groupBy(valuesOf(page, 'data-lane'), (lane) => lane);
  const count = (lane: string) => lanes.get(lane)?.length ?? 0;
  to.same(
    'entries of the timeline',
    ['inspections', 'visits', 'leadership', 'interventions', 'delivery', 'themes'].map(count),
    [
      inspected.length,
      dated.length - inspected.length,
      tenures.length,
      placed.length,
      deliveryHistory.length,
      themes,
    ],
  );
  to.same(
    'marks of the drawing',
    valuesOf(page, 'data-mark').toSorted(),
    [...lanes.values()].flat().toSorted(),
  );
}

const explained = ['standing', 'trajectory', 'due', 'leadership', 'interventions', 'themes'];

/** Why each answer is what it is. */
async function why(to: Comparing, { authority: key, at }: Place): Promise<void> {
  for (const question of explained) {
    const page = await to.open(`/authorities/${key}/why/${question}?${at}`);
    const { answers } = await to.api<Explanation>(`/authorities/${key}/explain/${question}?${at}`);
    to.same(
      'parts',
      valuesOf(page, 'data-field'),
      answers.map(({ field }) => field),
    );
    to.same(
      'events',
      valuesOf(page, 'data-event'),
      answers.flatMap(({ events }) => events.map(({ event }) => event)),
    );
  }
}

/** Both axes of time: a cell for each there is, and in each what the standing at its two days is. */
async function time(to: Comparing, { authority: key, at }: Place): Promise<void> {
  const page = await to.open(`/authorities/${key}/time?area=help_and_protection&${at}`);
  const { steps } = await to.api<Hindsight>(`/authorities/${key}/hindsight?${at}`);
  const cells = marked(page, 'data-cell');
  to.same(
    'days of cells',
    cells.map(({ element }) => [
      attribute(element, 'data-as-of'),
      attribute(element, 'data-known-at'),
    ]),
    steps.flatMap(({ knownFrom, knownTo, spans }) =>
      spans.map((span) => [span.from ?? span.to, knownFrom ?? knownTo]),
    ),
  );
  const rest = at.split('&').filter((word) => !/^(?:asOf|knownAt)=/.test(word));
  for (const { element, value } of cells) {
    // before it was there its name may mean another: nothing is led to, and nothing asked
    if (value === 'not_established') {
      to.same('a day before it was there', attribute(element, 'href') ?? null, null);
      continue;
    }
    const days = [
      `asOf=${attribute(element, 'data-as-of')}`,
      `knownAt=${attribute(element, 'data-known-at')}`,
      ...rest,
    ].join('&');
    const { status, areas } = await to.api<Standing>(`/authorities/${key}/standing?${days}`);
    const grade = areas.help_and_protection?.grade ?? 'none';
    to.same(`cell at ${days}`, value, status === 'graded' ? grade : status);
  }
}

/** What was learned of it in the year before. */
async function learned(to: Comparing, { authority: key, at }: Place): Promise<void> {
  const days = 'from=2015-01-01&to=2019-12-31';
  const given = at.split('&').filter((word) => !word.startsWith('knownAt='));
  const query = [days, ...given].join('&');
  const page = await to.open(`/learned?authority=${key}&${query}`);
  const { authorities } = await to.api<Diff>(`/diff?authority=${key}&${query}`);
  const [found] = authorities;
  const isGrade = /^standing\.(?:overall|areas\.)/;
  to.same(
    'answers that changed',
    valuesOf(page, 'data-field'),
    (found?.answers ?? []).map(({ field }) => field).filter((field) => !isGrade.test(field)),
  );
  to.same(
    'events',
    valuesOf(page, 'data-event').toSorted(),
    (found?.events ?? []).map(({ id }) => id).toSorted(),
  );
  const asOf = /asOf=([\d-]+)/.exec(at)?.[1];
  const rest = at.split('&').filter((word) => !/^(?:asOf|knownAt)=/.test(word));
  for (const [side, day] of [
    ['first', '2015-01-01'],
    ['second', '2019-12-31'],
  ] as const) {
    const query = [`asOf=${asOf ?? day}`, `knownAt=${day}`, ...rest].join('&');
    const standing = await to.api<Standing>(`/authorities/${key}/standing?${query}`);
    const shown = marked(page, 'data-area').flatMap(({ value, elements }) => {
      const cell = marked({ elements }, 'data-side').find((one) => one.value === side);
      const grade = cell && valuesOf(cell, 'data-grade')[0];
      return grade === undefined ? [] : [[value, grade] as const];
    });
    to.same(`grades by ${day}`, sorted(shown), gradesOf(standing));
  }
}

/** The authority beside its neighbours and its region. */
async function compare(to: Comparing, { authority: key, at }: Place): Promise<void> {
  const page = await to.open(`/compare?authorities=${key}&${at}`);
  const answer = await to.api<Comparison>(`/compare?authorities=${key}&peers=true&${at}`);
  to.same(
    'grades',
    marked(page, 'data-area').map((row) => [row.value, valuesOf(row, 'data-grade')[0]]),
    answer.areas.map(({ area, grades }) => [area, grades[0]?.grade]),
  );
  to.same(
    'notes',
    valuesOf(page, 'data-note'),
    answer.notes.map(({ kind }) => kind),
  );
  const counts = marked(page, 'data-peers').map(({ value, elements }) => [
    value,
    marked({ elements }, 'data-peer-area').map((row) => [row.value, countsOf(row)]),
  ]);
  to.same(
    'peers',
    counts,
    (answer.peers ?? []).map(({ kind, areas }) => [
      kind,
      Object.entries(areas).map(([area, one]) => [area, some(one.counts)]),
    ]),
  );
  const region = (answer.peers ?? []).find(({ kind }) => kind === 'region');
  if (region?.name) {
    const query = `region=${encodeURIComponent(region.name)}&${at}`;
    const { areas } = await to.api<Picture>(`/picture?${query}`);
    to.same('the region as the picture has it', region.areas, areas);
  }
}

function countsOf(row: Elements): Readonly<Record<string, number>> {
  return some(
    Object.fromEntries(
      marked(row, 'data-of').map(({ element, value }) => [
        value,
        Number(attribute(element, 'data-count')),
      ]),
    ),
  );
}

function some(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return sorted(Object.entries(counts).filter(([, count]) => count > 0));
}

/** Every page about one authority, with what of it is compared. */
export const authorityChecks = { own, why, time, learned, compare };
