import {
  addDays,
  type ClaimEvent,
  type EpochDay,
  epochDay,
  isoDay,
} from '@monitoring-timeline/core';
import {
  claimEvent,
  correction,
  day,
  days,
  type Grades,
  inspected,
  reported,
  retraction,
  sources,
} from '@monitoring-timeline/core/testing';
import { randomFrom } from './random.ts';

export interface HistoriesWanted {
  /** The same seed gives the same events in the same order. */
  readonly seed: number;
  readonly authorities: number;
  readonly events: number;
  /** Number of the first authority; 0 unless others were told of before. */
  readonly first?: number;
}

type Random = () => number;

const grades = ['outstanding', 'good', 'requires_improvement', 'inadequate'] as const;
const strandGrades = ['outstanding', 'good', 'adequate', 'inadequate'] as const;

/** Which framework a year was inspected under, and what it graded. */
const frameworks = [
  {
    framework: 'SLAC',
    version: '2009',
    from: 2009,
    to: 2012,
    areas: ['help_and_protection', 'children_in_care'],
  },
  {
    framework: 'SIF',
    version: '2013',
    from: 2014,
    to: 2017,
    areas: [
      'overall',
      'leadership',
      'help_and_protection',
      'children_in_care',
      'care_leavers',
      'adoption',
      'lscb',
    ],
  },
  {
    framework: 'ILACS',
    version: '2018',
    from: 2018,
    to: 2025,
    areas: ['overall', 'leadership', 'help_and_protection', 'children_in_care'],
  },
] as const;

/** One in so many authorities is split into two in 2019. */
const splitOneIn = 60;
/** Parts of the events that are put right, are taken back, and come in late. */
const corrected = 0.05;
const retracted = 0.01;
const late = 0.05;
/** A late event comes after at most so many others. */
const latest = 400;

/**
 * Histories of made-up authorities as they would come in: inspections under three frameworks, monitoring visits and interventions after
 * an inadequate one, posts, indicators, corrections and retractions, authorities that are split, and some of all that late.
 */
export function* histories(wanted: HistoriesWanted): Generator<ClaimEvent> {
  const { seed, authorities, events, first = 0 } = wanted;
  const random = randomFrom(seed);
  const perAuthority = Math.ceil(events / authorities);
  const lives = Array.from({ length: authorities }, (_, n) => life(first + n, seed, perAuthority));
  const waiting: { readonly at: number; readonly event: ClaimEvent }[] = [];
  let given = 0;
  while (given < events) {
    let ended = true;
    for (const one of lives) {
      const { value: event, done } = one.next();
      if (done) continue;
      ended = false;
      if (random() < late) waiting.push({ at: given + Math.ceil(random() * latest), event });
      else {
        yield event;
        given += 1;
      }
      const due = waiting.findIndex(({ at }) => at <= given);
      if (due !== -1 && given < events) {
        yield waiting.splice(due, 1)[0]!.event;
        given += 1;
      }
      if (given >= events) return;
    }
    if (ended) break;
  }
  for (const { event } of waiting.slice(0, events - given)) yield event;
}

/** What is told of one authority in the order in which it became known; it never ends. */
function* life(number: number, seed: number, most: number): Generator<ClaimEvent> {
  const random = randomFrom(seed * 7919 + number);
  const split = number % splitOneIn === splitOneIn - 1;
  const key = `unit-${number}`;
  const successors = [`${key}-east`, `${key}-west`];
  yield established(key, '2005-04-01');
  // what is told once of each authority takes some 70 events; a longer life is told of by more indicators
  const indicators = Math.max(2, Math.ceil((most - 50) / 20));
  for (let year = 2009; ; year += 1) {
    if (split && year === 2019) {
      yield claimEvent('AuthorityAbolished', { successors }, told(key, '2019-03-31', '2019-04-01'));
      for (const one of successors) yield established(one, '2019-04-01', [key]);
    }
    const authority = split && year >= 2019 ? successors[year % 2]! : key;
    for (const event of yearOf(authority, year, indicators, random)) {
      yield event;
      if (random() >= corrected) continue;
      const known = isoDay(addDays(epochDay(`${year}-12-01`), Math.floor(random() * 300)));
      if (event.type === 'ReportPublished') {
        const cause = random() < 0.5 ? ('source' as const) : ('ours' as const);
        yield correction(event, '/data/judgements/0/grade', 'good', { cause, known });
      } else if (random() < retracted / corrected) yield retraction(event, { known });
    }
  }
}

function established(key: string, from: string, predecessors?: readonly string[]): ClaimEvent {
  const name = key.replaceAll('-', ' ');
  const data = { name, region: 'North East', ...(predecessors ? { predecessors } : {}) };
  return claimEvent('AuthorityEstablished', data, told(key, from, from));
}

function told(authority: string, on: string, known: string) {
  return { authority, occurred: day(on), known };
}

function* yearOf(
  authority: string,
  year: number,
  indicators: number,
  random: Random,
): Generator<ClaimEvent> {
  const under = frameworks.find(({ from, to }) => year >= from && year <= to) ?? frameworks[2];
  if (random() < 0.35) yield* inspection(authority, year, under, random);
  if (random() < 0.4) {
    const on = dayIn(year, random);
    yield claimEvent(
      'VisitCarriedOut',
      { kind: 'focused', topic: 'front_door' },
      told(authority, isoDay(on), isoDay(addDays(on, 30))),
    );
  }
  if (random() < 0.3) {
    const on = isoDay(dayIn(year, random));
    const person = `p-${Math.floor(random() * 1e12)
      .toString(16)
      .padStart(20, '0')}`;
    const post = {
      role: 'dcs',
      change: 'started',
      person,
      status: random() < 0.3 ? 'interim' : 'permanent',
    };
    yield claimEvent('LeadershipChanged', post, {
      ...told(authority, on, on),
      source: sources.council,
    });
  }
  for (let n = 0; n < indicators; n += 1) {
    const value = Math.floor(random() * 100);
    const on = isoDay(dayIn(year, random));
    yield claimEvent(
      'IndicatorObserved',
      {
        indicator: `measure_${n % 40}`,
        topic: 'caseload',
        printed: `${value}%`,
        value,
        unit: 'percent',
      },
      told(authority, on, on),
    );
  }
}

function* inspection(
  authority: string,
  year: number,
  { framework, version, areas }: (typeof frameworks)[number],
  random: Random,
): Generator<ClaimEvent> {
  const start = dayIn(year, random);
  const on = days(isoDay(start), isoDay(addDays(start, 11)));
  const published = addDays(start, 50 + Math.floor(random() * 60));
  const scale = framework === 'SLAC' ? strandGrades : grades;
  const worst = Math.floor(random() * 4);
  const judged = Object.fromEntries(
    areas.map((area) => [area, scale[Math.max(0, worst - Math.floor(random() * 2))]]),
  ) as Grades;
  const shared = { authority, framework, version, days: on };
  yield inspected(shared);
  yield reported(judged, { ...shared, published: isoDay(published) });
  if (worst < 3) return;
  yield claimEvent(
    'InterventionStarted',
    { instrument: 'direction' },
    told(authority, isoDay(addDays(published, 40)), isoDay(addDays(published, 40))),
  );
  for (let sequence = 1; sequence <= 3; sequence += 1) {
    const visited = addDays(published, 90 * sequence);
    yield claimEvent(
      'VisitCarriedOut',
      { kind: 'monitoring', sequence },
      told(authority, isoDay(visited), isoDay(addDays(visited, 25))),
    );
  }
}

function dayIn(year: number, random: Random): EpochDay {
  return addDays(epochDay(`${year}-01-10`), Math.floor(random() * 320));
}
