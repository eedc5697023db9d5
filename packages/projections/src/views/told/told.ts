import {
  addMonths,
  bounds,
  type Claim,
  type EpochDay,
  firstDayOf,
  isoDay,
  knownDay,
  type PartialDate,
  toText,
} from '@monitoring-timeline/core';
import type { LastTold, Told } from '../../answers/told.ts';
import { startText } from '../moment.ts';
import { oncePer } from '../once.ts';
import type { RuleUsed } from './rules.ts';

/** One telling: who said on which day that it was so. */
export interface Telling {
  readonly claim: Claim;
  /** The day on which it was so by that word. */
  readonly day: EpochDay;
  readonly shown: LastTold;
}

/** Claims of a beginning: what began by a day lasts, and what was seen by it was only seen. */
const lasting: ReadonlySet<string> = new Set([
  'LeadershipChanged',
  'InterventionStarted',
  'DeliveryChanged',
]);

/**
 * When a claim tells that something goes on. What began `since` or `by` a day goes on when the source says it; what began on a
 * day is told of for that day, however late the source came out.
 */
export const tellingOf = oncePer((claim: Claim): Telling => {
  const { occurred, known, source } = claim.event;
  const own = dayTold(occurred);
  const goesOn = occurred.precision === 'since' || occurred.precision === 'by';
  if (goesOn && lasting.has(claim.event.type) && claim.knownDay >= own) {
    const shown = { date: known.from, source: source.title };
    // a day of publication that is only assumed vouches for the first that it can be
    const day = known.basis === 'assumed' ? firstDayOf(known.from) : knownDay(known);
    return { claim, day, shown };
  }
  return { claim, day: own, shown: { date: dateOf(occurred), source: source.title } };
});

/** The latest telling of some; of one day the first given. Undefined where there is none. */
export function lastTelling(claims: readonly Claim[]): Telling | undefined {
  let last: Telling | undefined;
  for (const claim of claims) {
    const telling = tellingOf(claim);
    if (!last || telling.day > last.day) last = telling;
  }
  return last;
}

/** Whether a telling is no older on a day than a number of months. */
export function isWithin(telling: Telling | undefined, months: number, asOf: EpochDay): boolean {
  return telling !== undefined && addMonths(telling.day, months) >= asOf;
}

/** Of a thing of which nothing says that it is over: told now or only last told. Without a rule only a telling of the day is of now. */
export function standsTold(
  last: Telling | undefined,
  now: RuleUsed<'told_now'> | undefined,
  asOf: EpochDay,
): Told {
  const lastTold = last?.shown ?? null;
  const rule = now?.name ?? null;
  const isNow = now ? isWithin(last, now.when.months, asOf) : (last?.day ?? asOf - 1) >= asOf;
  return isNow
    ? { state: 'told_now', lastTold, why: null, rule }
    : { state: 'last_told', lastTold, why: 'no source has told of it since', rule };
}

/** States in which a thing still stands, as far as anybody knows. */
export function stands({ state }: Pick<Told, 'state'>): boolean {
  return state === 'told_now' || state === 'last_told';
}

/** The day that a word on a date vouches for: of a span its last, of a coarse date only its first. */
function dayTold(date: PartialDate): EpochDay {
  const { startEarliest, startLatest, endLatest } = bounds(date);
  if (date.precision === 'range') return endLatest;
  return Number.isFinite(startEarliest) ? startEarliest : startLatest;
}

function dateOf(date: PartialDate): string {
  if (date.precision === 'range') return date.to;
  return date.precision === 'by'
    ? isoDay(bounds(date).startLatest)
    : startText(date) || toText(date);
}
