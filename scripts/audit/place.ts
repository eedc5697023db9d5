import { addDays, england, epochDay, isoDay } from '../../packages/core/src/index.ts';
import {
  AuthorityRecord,
  type Coordinates,
  type DueRow,
  dueOf,
  englandChildren,
  type Knowledge,
  type Standing,
  standing,
  type Trajectory,
  trajectory,
} from '../../packages/projections/src/index.ts';
import { randomFrom } from '../../test/support/random.ts';
import { directory, recordsOf, shippedContext, shippedEvents } from '../../test/support/record.ts';

/** One authority asked on one day, both axes on it. Each answer is worked out when a rule first looks at it. */
export class Place {
  readonly authority: string;
  /** ISO day. */
  readonly day: string;
  readonly coordinates: Coordinates;
  readonly record: AuthorityRecord;
  readonly national: AuthorityRecord | undefined;
  #standing: Standing | undefined;
  #trajectory: Trajectory | undefined;
  #due: readonly DueRow[] | undefined;

  constructor(record: AuthorityRecord, national: AuthorityRecord | undefined, day: string) {
    this.authority = record.authority;
    this.day = day;
    this.record = record;
    this.national = national;
    this.coordinates = { asOf: epochDay(day), knownAt: epochDay(day) };
  }

  get name(): string {
    return directory.nameOf(this.authority);
  }

  get knowledge(): Knowledge {
    return this.record.at(this.coordinates);
  }

  get standing(): Standing {
    this.#standing ??= standing(this.record, this.coordinates, shippedContext());
    return this.#standing;
  }

  get trajectory(): Trajectory {
    this.#trajectory ??= trajectory(this.record, this.coordinates, shippedContext());
    return this.#trajectory;
  }

  get due(): readonly DueRow[] {
    this.#due ??= dueOf(this.record, this.coordinates, {
      policy: englandChildren,
      directory,
      national: this.national,
    });
    return this.#due;
  }
}

/** An assertion over all answers. What it finds wrong it says in a sentence that names the value and the right one. */
export interface AuditRule {
  /** What must hold, as a sentence. */
  readonly says: string;
  wrong(place: Place): Iterable<string>;
}

/** A day somewhere within the record and shortly after its end; the same seed gives the same days. */
export function auditDays(count: number, seed: number): readonly string[] {
  const [first, last] = [epochDay('2010-01-01'), epochDay('2026-11-29')];
  const random = randomFrom(seed);
  const days = new Set(telling);
  while (days.size < count)
    days.add(isoDay(addDays(first, Math.floor(random() * (last - first + 1)))));
  return [...days].slice(0, count).sort();
}

/** Days on which something was found to be wrong once: the strands of 2013, suspension, the end of the record and after. */
const telling = [
  '2026-11-29',
  '2013-10-31',
  '2021-01-01',
  '2023-06-30',
  '2026-08-20',
  '2016-08-05',
  '2020-01-10',
  '2018-07-24',
];

/** Every authority of the shipped record at each of some days, days of before it existed and after left out. */
export function* placesAt(
  days: readonly string[],
  only: (authority: string) => boolean = () => true,
): Iterable<Place> {
  const records = recordsOf(shippedEvents());
  const national = records.get(england);
  for (const { key } of directory.all()) {
    if (!only(key)) continue;
    const record = records.get(key) ?? new AuthorityRecord(key);
    for (const day of days) {
      if (directory.existsOn(key, epochDay(day))) yield new Place(record, national, day);
    }
  }
}

/** What rules found: how many answers each looked at, and each wrong one with where it stands. */
export interface Audited {
  readonly rule: AuditRule;
  readonly looked: number;
  readonly wrong: readonly string[];
}

export function audit(rules: readonly AuditRule[], places: Iterable<Place>): readonly Audited[] {
  const found = rules.map((rule) => ({ rule, looked: 0, wrong: [] as string[] }));
  for (const place of places) {
    for (const one of found) {
      one.looked += 1;
      for (const what of one.rule.wrong(place)) {
        one.wrong.push(`${place.name}, ${place.day}: ${what}`);
      }
    }
  }
  return found;
}
