import { daysUpTo, type EpochDay } from '@monitoring-timeline/core';

/**
 * Works out once what something immutable shows of itself, whatever coordinates are asked about. What was worked out is
 * let go together with the thing.
 */
export function oncePer<T extends object, R extends {}>(work: (of: T) => R): (of: T) => R {
  const done = new WeakMap<T, R>();
  return (of) => {
    const before = done.get(of);
    if (before !== undefined) return before;
    const result = work(of);
    done.set(of, result);
    return result;
  };
}

/** The same of two things together. */
export function oncePerBoth<A extends object, B extends object, R extends {}>(
  work: (a: A, b: B) => R,
): (a: A, b: B) => R {
  const of = oncePer((a: A) => oncePer((b: B) => work(a, b)));
  return (a, b) => of(a)(b);
}

/** Of how many stretches of days it is kept what one thing shows: of very many claims each may begin another. */
const keptStretches = 64;

/**
 * The same of what goes by a day, too, and turns on some days alone: worked out once for all days from one of them until before the next.
 * `turns` may name a day on which nothing changes after all; it must not pass one over.
 */
export function oncePerStretch<T extends object, R extends {}>(
  turns: (of: T) => Iterable<EpochDay>,
  work: (of: T, day: EpochDay) => R,
): (of: T, day: EpochDay) => R {
  const of = oncePer((): Stretches<R> => ({ found: new Map() }));
  return (thing, day) => {
    const kept = of(thing);
    if (kept.days === undefined) {
      // who asks once need not know when it turns
      kept.first ??= { day, result: work(thing, day) };
      const { first } = kept;
      if (first.day === day) return first.result;
      kept.days = [...new Set(turns(thing))].sort((a, b) => a - b);
      kept.found.set(daysUpTo(kept.days, first.day), first.result);
    }
    const stretch = daysUpTo(kept.days, day);
    const before = kept.found.get(stretch);
    if (before !== undefined) return before;
    const result = work(thing, day);
    if (kept.found.size === keptStretches) kept.found.delete(kept.found.keys().next().value!);
    kept.found.set(stretch, result);
    return result;
  };
}

/** What was worked out of one thing. */
interface Stretches<R> {
  /** For the day that was asked first, until another is asked. */
  first?: { readonly day: EpochDay; readonly result: R };
  /** The days on which it turns, in order. */
  days?: readonly EpochDay[];
  /** By how many of these days were reached. */
  readonly found: Map<number, R>;
}

/** A part that answers have in common: nobody can change it in one of them, and so in the others. */
export function inCommon<T>(part: T): T {
  if (typeof part === 'object' && part !== null && !Object.isFrozen(part)) {
    Object.freeze(part);
    for (const value of Object.values(part)) inCommon(value);
  }
  return part;
}
