import type {
  BoardRow,
  Diff,
  DueRow,
  FindingTopic,
  Picture,
  Standing,
  Today,
} from '@monitoring-timeline/projections';
import { attribute, marked, type PageRead } from '../page.ts';
import type { Comparing, Place } from './place.ts';

type Elements = Pick<PageRead, 'elements'>;

const valuesOf = (page: Elements, name: string) => marked(page, name).map(({ value }) => value);

function queryOf({ at, region }: Place): string {
  return region === undefined ? at : `region=${encodeURIComponent(region)}&${at}`;
}

/** What changed, what is past and due, and how many have which grade. */
async function today(to: Comparing, place: Place): Promise<void> {
  const query = `${queryOf(place)}&since=P1Y`;
  const page = await to.open(`/?${query}`);
  const answer = await to.api<Today>(`/today?${query}`);
  to.same(
    'changes',
    marked(page, 'data-kind').map(({ element, value }) => [
      value,
      attribute(element, 'data-authority'),
    ]),
    answer.changes.map(({ kind, authority }) => [kind, authority.key]),
  );
  to.same(
    'clocks',
    clocksOf(page),
    [...answer.awaited, ...answer.past, ...answer.soon].map(clockOf),
  );
  const { areas } = await to.api<Picture>(`/picture?${queryOf(place)}`);
  for (const row of marked(page, 'data-area')) {
    const counts = marked(row, 'data-count').flatMap(({ element, value }) =>
      value === '0' ? [] : [`${attribute(element, 'data-grade')} ${value}`],
    );
    const told = Object.entries(areas[row.value as keyof typeof areas]?.counts ?? {});
    to.same(
      `how many, ${row.value}`,
      counts.toSorted(),
      told.flatMap(([grade, count]) => (count === 0 ? [] : [`${grade} ${count}`])).toSorted(),
    );
  }
}

function clocksOf(page: Elements): readonly string[] {
  return marked(page, 'data-rule').map(
    ({ element, value }) =>
      `${attribute(element, 'data-authority')} ${value} ${attribute(element, 'data-status')}`,
  );
}

function clockOf({ authority, rule, status }: DueRow): string {
  return `${authority.key} ${rule ?? ''} ${status}`;
}

/** One row an authority: grades, direction, the next inspection. */
async function list(to: Comparing, place: Place): Promise<void> {
  const page = await to.open(`/authorities?${queryOf(place)}`);
  const board = await to.api<readonly BoardRow[]>(`/board?${queryOf(place)}`);
  const rows = marked(page, 'data-authority');
  to.same(
    'authorities',
    rows.map(({ value }) => value),
    board.map(({ authority }) => authority.key),
  );
  for (const [index, row] of rows.entries()) {
    const { trajectory, due } = board[index]!;
    const standing = await to.api<Standing>(`/authorities/${row.value}/standing?${place.at}`);
    const shown = marked(row, 'data-area').map((cell) => [
      cell.value,
      valuesOf(cell, 'data-grade')[0] ?? null,
    ]);
    const told = shown.map(([area]) => {
      const own =
        area === 'overall'
          ? standing.overall
          : (standing.areas[area as keyof typeof standing.areas] ??
            Object.values(standing.areas).find(({ covers }) => covers?.includes(area as never)));
      return [area, own?.grade ?? null];
    });
    to.same(`grades of ${row.value}`, shown, told);
    const next = due.find(({ activity }) => activity === 'graded_inspection');
    to.same(
      `direction and next inspection of ${row.value}`,
      [valuesOf(row, 'data-label'), valuesOf(row, 'data-status')],
      [[trajectory.label], next ? [next.status] : []],
    );
  }
}

/** Every clock. */
async function due(to: Comparing, place: Place): Promise<void> {
  const page = await to.open(`/due?${queryOf(place)}`);
  const answer = await to.api<readonly DueRow[]>(`/due?limit=2000&${queryOf(place)}`);
  to.same('clocks', clocksOf(page).toSorted(), answer.map(clockOf).toSorted());
  const [first] = answer;
  if (first === undefined) return;
  const { status } = first;
  // asked by its status, a clock is told of that a list of all leaves for later
  const query = `status=${status}&${queryOf(place)}`;
  const few = await to.open(`/due?${query}`);
  const those = await to.api<readonly DueRow[]>(`/due?limit=2000&${query}`);
  to.same(`clocks that are ${status}`, clocksOf(few).toSorted(), those.map(clockOf).toSorted());
}

/** What reports ask for. */
async function findings(to: Comparing, place: Place): Promise<void> {
  const page = await to.open(`/findings?${queryOf(place)}`);
  const topics = await to.api<readonly FindingTopic[]>(`/findings?limit=2000&${queryOf(place)}`);
  to.same(
    'topics',
    valuesOf(page, 'data-topic'),
    topics.map(({ topic }) => topic),
  );
  to.same(
    'findings',
    valuesOf(page, 'data-finding'),
    topics.flatMap((one) => one.findings.map(({ name }) => name)),
  );
}

/** What was learned of many between two days. */
async function learned(to: Comparing, { at, region }: Place): Promise<void> {
  const given = at.split('&').filter((word) => !word.startsWith('knownAt='));
  const where = region === undefined ? [] : [`region=${encodeURIComponent(region)}`];
  const query = ['from=2017-06-30', 'to=2018-06-30', ...where, ...given].join('&');
  const page = await to.open(`/learned?${query}`);
  const { summary, authorities } = await to.api<Diff>(`/diff?summary=true&${query}`);
  to.same(
    'parts',
    marked(page, 'data-part').map(({ element, value }) => [
      value,
      Number(attribute(element, 'data-count')),
    ]),
    summary!.parts.map(({ part, changes }) => [part, changes.length]),
  );
  to.same(
    'who was learned of',
    marked(page, 'data-taught').map(({ element, value }) => [
      value,
      Number(attribute(element, 'data-count')),
    ]),
    authorities.flatMap(({ authority, events }) =>
      events.length === 0 ? [] : [[authority, events.length]],
    ),
  );
}

/** Every page about many, with what of it is compared. */
export const countryChecks = { today, list, due, findings, learned };
