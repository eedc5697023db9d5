import type { EpochDay, Steps } from '@monitoring-timeline/core';
import type { DueRow } from '../answers/due.ts';
import type { PostHolder } from '../answers/leadership.ts';
import type { ToldState } from '../answers/told.ts';
import type { Coordinates } from '../coordinates.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import type { Knowledge } from '../record/knowledge.ts';
import { because } from '../views/evidence.ts';
import { deliveryOn } from '../views/interventions/delivery.ts';
import { interventionsTold } from '../views/interventions/interventions-history.ts';
import { postsHeld } from '../views/leadership/holders.ts';
import { awaitedReports } from '../views/standing/awaited.ts';
import { type StandingState, standingState } from '../views/standing/state.ts';
import { tellingRulesKnown } from '../views/told/rules.ts';
import { type ActivitySeen, activitiesSeen } from './activity-seen.ts';
import type { NoticeRule } from './notice.ts';

/** One clock of an authority as notices need it. */
export interface DueSeen {
  readonly rule: string;
  readonly activity: string;
  /** Who has to act: of what is not the inspectorate's no list on record would show that it was done. */
  readonly owedBy: DueRow['owedBy'];
  readonly anchor: string | null;
  readonly status: string;
  /** True where nothing that is not public yet can undo it. */
  readonly certain: boolean;
  readonly opens: string | null;
  readonly due: string | null;
  readonly closes: string | null;
  /** The rule in words; null where none says when. */
  readonly words: NoticeRule | null;
  readonly because: readonly string[];
}

/** Tells the clocks of an authority at a place on the axes. */
export type DueOf = (record: AuthorityRecord, at: Coordinates) => readonly DueSeen[];

/** A row of `due` as notices need it. */
export function dueSeen(row: DueRow): DueSeen {
  return {
    rule: row.rule ?? 'none',
    activity: row.activity,
    owedBy: row.owedBy,
    anchor: row.anchor?.date ?? null,
    status: row.status,
    certain: row.certainty === 'certain',
    opens: row.opens,
    due: row.due,
    closes: row.closes,
    words:
      row.rule === null
        ? null
        : {
            id: row.rule,
            version: row.version,
            label: row.label ?? row.rule,
            basis: row.basis,
            source: row.source?.title ?? null,
            due: row.due,
            closes: row.closes,
          },
    because: row.because,
  };
}

export interface Graded {
  readonly grade: string;
  /** True where one grade was given to this area together with others. */
  readonly joint?: boolean | undefined;
  readonly because: readonly string[];
}

export interface PostSeen {
  /** Who holds it as far as a source says; that time passes over it is no news. */
  readonly holder: string;
  readonly person: string | null;
  readonly status: string;
  readonly since: string | null;
  readonly because: readonly string[];
}

export interface InterventionSeen {
  readonly instrument: string;
  readonly title: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly state: ToldState;
  readonly why: string | null;
  readonly because: readonly string[];
}

/** What an oversight team sees of an authority on a day: what notices compare before and after. */
export interface Seen {
  /** True where nothing at all is known of the authority. */
  readonly empty: boolean;
  readonly grades: ReadonlyMap<string, Graded>;
  /** Day from which the latest graded report is public. */
  readonly reportDay: EpochDay | undefined;
  readonly activities: readonly ActivitySeen[];
  /** Ids of the claims behind inspections whose grades are awaited. */
  readonly awaited: ReadonlySet<string>;
  readonly posts: ReadonlyMap<string, PostSeen>;
  readonly interventions: ReadonlyMap<string, InterventionSeen>;
  readonly delivery: { readonly provider: string | null; readonly because: readonly string[] };
  readonly due: ReadonlyMap<string, DueSeen>;
}

/** What is seen of an authority at a place on the axes, in steps: of very many claims it is long work. */
export function* seenOf(record: AuthorityRecord, at: Coordinates, dueOf: DueOf): Steps<Seen> {
  const lasting = yield* seenIn(yield* record.atInSteps(at), at);
  yield;
  return {
    ...lasting,
    due: new Map(dueOf(record, at).map((one) => [`${one.rule} from ${one.anchor}`, one])),
  };
}

/** What is seen without a clock. */
type Lasting = Omit<Seen, 'due'>;

/** Of how many days each state of knowledge keeps what is seen on them. */
const daysKept = 4;
const kept = new WeakMap<Knowledge, Map<string, Lasting>>();

/** It hangs on what is known and on the day alone: of an authority of which nothing came in it is there already. */
function* seenIn(knowledge: Knowledge, { asOf, knownAt }: Coordinates): Steps<Lasting> {
  const days = kept.get(knowledge) ?? new Map<string, Lasting>();
  kept.set(knowledge, days);
  const name = `${asOf} ${knownAt}`;
  const seen = days.get(name) ?? (yield* lastingOn(knowledge, asOf, knownAt));
  days.delete(name);
  days.set(name, seen);
  for (const oldest of days.keys()) {
    if (days.size <= daysKept) break;
    days.delete(oldest);
  }
  return seen;
}

function* lastingOn(knowledge: Knowledge, day: EpochDay, knownAt: EpochDay): Steps<Lasting> {
  const state = standingState(knowledge, day);
  const { report } = state;
  yield;
  // persons stand as ids: a notice is kept, and a name may be erased
  const rules = tellingRulesKnown(undefined, knownAt);
  const { holders, lastKnown } = postsHeld(knowledge, day, () => null, rules);
  yield;
  const { history } = interventionsTold(knowledge, day, () => null, rules);
  yield;
  const delivery = deliveryOn(knowledge, day, rules);
  yield;
  const awaited = awaitedReports(knowledge, day, report).flatMap((one) => one.because);
  yield;
  return {
    empty: knowledge.claims.length === 0,
    grades: gradesIn(state),
    reportDay: report?.published,
    activities: yield* activitiesSeen(knowledge),
    awaited: new Set(awaited),
    posts: new Map(
      Object.entries({ ...lastKnown, ...holders }).map(([role, holder]) => [role, post(holder)]),
    ),
    interventions: new Map(
      history.map(({ instrument, title, from, to, state: told, why, because: ids }) => [
        `${instrument} since ${from}`,
        { instrument, title, from, to, state: told, why, because: ids },
      ]),
    ),
    delivery: { provider: delivery.provider, because: delivery.because },
  };
}

/** The grade of every area, of one that was graded together with others their common one. */
function gradesIn({ overall, areas }: StandingState): ReadonlyMap<string, Graded> {
  const grades = new Map<string, Graded>();
  for (const { area, grade, covers = [], judgement } of [...(overall ? [overall] : []), ...areas]) {
    const told = { grade, because: because(judgement?.claim, judgement?.agreeing ?? []) };
    grades.set(area, told);
    if (covers.length > 1) for (const one of covers) grades.set(one, { ...told, joint: true });
  }
  return grades;
}

function post({ personId, status, since, confirmed, state, because: ids }: PostHolder): PostSeen {
  const known = state !== 'ended';
  return {
    holder: known ? [personId, status, since, confirmed].join('/') : 'not known',
    person: known ? personId : null,
    status: known ? status : 'not_known',
    since: known ? since : null,
    because: ids,
  };
}
