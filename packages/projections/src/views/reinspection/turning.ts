import {
  bounds,
  daysUpTo,
  distantFuture,
  distantPast,
  type EpochDay,
  earliestDay,
  earliestOf,
  epochDay,
  latestDay,
  latestOf,
} from '@monitoring-timeline/core';
import type { RuleBook } from '../../policy/rules.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { oncePer } from '../once.ts';
import { type Obligation, type Origin, obligationsOn } from './obligations.ts';

/** The clocks of a stretch of days; those that come round hold only in one of their periods. */
interface Stretch {
  readonly from: EpochDay;
  readonly to: EpochDay;
  readonly obligations: readonly Obligation[];
}

/** The clocks of one state of knowledge under one policy, each stretch of days worked out once. */
class Clocks {
  readonly book: RuleBook;
  readonly #knowledge: Knowledge;
  readonly #origin: Origin;
  /** Every day on which the set of clocks can change by the calendar alone, in several lists, each in order. */
  readonly #turning: readonly (readonly EpochDay[])[];
  readonly #stretches = new Map<number, Stretch[]>();

  constructor(knowledge: Knowledge, book: RuleBook, origin: Origin) {
    this.book = book;
    this.#knowledge = knowledge;
    this.#origin = origin;
    const { established } = origin;
    const began = established === undefined ? [] : [epochDay(established)];
    this.#turning = [book.turningDays, daysOfFacts(knowledge), began];
  }

  isFor(book: RuleBook, { established, isSuccessor }: Origin): boolean {
    const own = this.#origin;
    return this.book === book && own.established === established && own.isSuccessor === isSuccessor;
  }

  on(asOf: EpochDay): readonly Obligation[] {
    let place = 0;
    for (const days of this.#turning) place += daysUpTo(days, asOf);
    const stretches = this.#stretches.get(place) ?? [];
    this.#stretches.set(place, stretches);
    let stretch = stretches.find(({ from, to }) => from <= asOf && asOf <= to);
    if (!stretch) {
      const obligations = obligationsOn(this.#knowledge, asOf, this.book, this.#origin);
      const spans = obligations.map(spanOf);
      stretch = {
        from: latestDay(...spans.map(({ from }) => from)),
        to: earliestDay(...spans.map(({ to }) => to)),
        obligations,
      };
      stretches.push(stretch);
    }
    return stretch.obligations;
  }

  /** The first day after one on which other clocks may run; undefined where none. */
  nextTurning(asOf: EpochDay): EpochDay | undefined {
    const next = this.#turning.flatMap((days) => days[daysUpTo(days, asOf)] ?? []);
    return next.length === 0 ? undefined : earliestDay(...next);
  }
}

/** The days on which a clock is the same, as far as it alone says. */
function spanOf({ days }: Obligation): { readonly from: EpochDay; readonly to: EpochDay } {
  if (!days?.period) return { from: distantPast, to: distantFuture };
  return { from: days.period.from, to: days.due };
}

const kept = new WeakMap<Knowledge, Clocks>();

/** The clocks that run on a day, remembered with the knowledge that they come from. */
export function clocksOn(
  knowledge: Knowledge,
  asOf: EpochDay,
  book: RuleBook,
  origin: Origin,
): readonly Obligation[] {
  return clocksOf(knowledge, book, origin).on(asOf);
}

/** The first day after a given one on which other clocks may run, whatever becomes known; undefined where none. */
export function nextTurning(
  knowledge: Knowledge,
  asOf: EpochDay,
  book: RuleBook,
  origin: Origin,
): EpochDay | undefined {
  return clocksOf(knowledge, book, origin).nextTurning(asOf);
}

function clocksOf(knowledge: Knowledge, book: RuleBook, origin: Origin): Clocks {
  let clocks = kept.get(knowledge);
  if (!clocks?.isFor(book, origin)) {
    clocks = new Clocks(knowledge, book, origin);
    kept.set(knowledge, clocks);
  }
  return clocks;
}

/** The first day after a given one on which something known comes true; undefined where nothing does. */
export function nextDayOfFacts(knowledge: Knowledge, asOf: EpochDay): EpochDay | undefined {
  const days = daysOfFacts(knowledge);
  return days[daysUpTo(days, asOf)];
}

/** Days on which reports begin to count, and inspections, visits, interventions and statements come true, in order. */
const daysOfFacts = oncePer((knowledge: Knowledge): readonly EpochDay[] => {
  const { reports, activities } = knowledge;
  const days = new Set<EpochDay>();
  for (const { validFrom } of reports) days.add(validFrom);
  for (const { start, published, claims } of activities) {
    const day = start ?? published;
    if (day) days.add(earliestOf(day.value));
    if (published) days.add(latestOf(published.value));
    for (const { event } of claims) {
      if (event.type === 'ReportReceived' || event.type === 'StatementPublished') {
        days.add(bounds(event.occurred).startLatest);
      }
    }
  }
  for (const claim of [
    ...knowledge.of('InterventionStarted'),
    ...knowledge.of('InterventionEnded'),
  ]) {
    days.add(bounds(claim.event.occurred).startLatest);
  }
  return [...days].filter(Number.isFinite).sort((a, b) => a - b);
});
