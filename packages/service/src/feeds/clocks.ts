import { addDays, addMonths, epochDay, isoDay } from '@monitoring-timeline/core';
import {
  chosenAuthoritiesOn,
  type Dates,
  type DueRow,
  type TimelineReader,
} from '@monitoring-timeline/projections';
import type { CalendarClock } from './calendar-clock.ts';
import { owedIn } from './calendar-words.ts';
import type { EntryChange, EntryChanges } from './entry-changes.ts';

/** Whose clocks are wanted. */
export interface ClocksWanted {
  /** Name or code of a region; every region unless given. */
  readonly region?: string | undefined;
  /** Name or key of an authority; every authority unless given. */
  readonly authority?: string | undefined;
}

/** Clocks that ended are shown for so long: as long as it takes every subscriber to have struck them out. */
const endedMonths = 6;

/** The clocks of one authority, and when the entry of a name was changed last. */
export interface AuthorityClocks {
  readonly clocks: readonly CalendarClock[];
  readonly changeOf: (name: string) => EntryChange;
}

/**
 * The clocks of authorities that run today, and those that ended lately. A clock that a later inspection or visit ended is no longer
 * among what is due: it is found by asking about the days before inspectors came and reports came out.
 * @throws UnknownRegion, UnknownAuthority, AmbiguousAuthority
 */
export async function* clocksOf(
  timeline: TimelineReader,
  dates: Dates & { readonly asOf: string; readonly upTo: string },
  wanted: ClocksWanted,
  changes: EntryChanges,
): AsyncGenerator<AuthorityClocks> {
  for (const authority of chosenAuthoritiesOn(timeline, dates, wanted)) {
    const clocksAt = (at: typeof dates) => clocksOfOne(timeline, at, authority);
    const clocks = await clocksAt(dates);
    yield { clocks, changeOf: await changes.of(authority, clocks, dates, clocksAt) };
  }
}

async function clocksOfOne(
  timeline: TimelineReader,
  dates: Dates & { readonly asOf: string },
  authority: string,
): Promise<readonly CalendarClock[]> {
  const today = epochDay(dates.asOf);
  const { activities } = await timeline.ask('activity', { authority }, dates);
  const positions = new Map(
    (await timeline.ask('history', { authority }, dates)).map(({ id, position }) => [id, position]),
  );
  const earliest = addMonths(today, -endedMonths);
  const before = activities
    .flatMap(({ start, end, published }) => [start, end, published])
    .flatMap((text) => (text !== null && text.length === 10 ? [addDays(epochDay(text), -1)] : []))
    .filter((day) => day >= earliest && day < today);
  const clocks = new Map<string, CalendarClock>();
  const add = (row: DueRow, ended: 'followed' | undefined): void => {
    if (row.rule === null || row.due === null) return;
    const identity = `${row.authority.key} ${row.rule} ${followed(row, positions)}`;
    const owed = owedIn(timeline.policy, row);
    clocks.set(identity, { identity, row, owed, ended: row.status === 'met' ? 'met' : ended });
  };
  for (const day of [...new Set(before)].sort((a, b) => a - b)) {
    const rows = await timeline.ask(
      'due',
      { authority },
      { ...dates, asOf: isoDay(day), knownAt: dates.asOf },
    );
    for (const row of rows) add(row, 'followed');
  }
  for (const row of await timeline.ask('due', { authority }, dates)) {
    add(row, undefined);
  }
  return [...clocks.values()];
}

/**
 * What the clock follows: of the claims about it the one that was recorded first. Later editions and corrections add claims and may move
 * days, and leave this one where it is.
 */
function followed(
  { because, met, underWay, anchor }: DueRow,
  positions: ReadonlyMap<string, string>,
): string {
  const others = new Set([...(met?.because ?? []), ...(underWay?.because ?? [])]);
  const about = because.filter((id) => !others.has(id) && positions.has(id));
  const first = about.sort((a, b) =>
    (positions.get(a) ?? '') < (positions.get(b) ?? '') ? -1 : 1,
  )[0];
  return first ?? anchor?.event ?? 'established';
}
