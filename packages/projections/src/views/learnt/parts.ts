import {
  type ClaimEvent,
  distantFuture,
  type EpochDay,
  england,
  isRepair,
} from '@monitoring-timeline/core';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { nextDueDay } from '../reinspection/due.ts';
import {
  nextDayPostsTurn,
  nextStandingDay,
  speaksOfInterventions,
  speaksOfPosts,
} from '../turning.ts';
import {
  type Answers,
  type AnswersContext,
  dueAnswers,
  postsAnswers,
  standingAnswers,
} from './answers.ts';

/**
 * A part of the answers about one authority that hangs on some of its events alone. Together the parts are `answersOf`; each is asked
 * again only where what it reads, or the day, can have changed it.
 */
interface Part {
  /** Whether what is on record of an event can change this part. */
  readonly reads: (event: ClaimEvent) => boolean;
  readonly ask: Ask<Answers>;
  /** The next day on which this part can read otherwise by time alone; undefined for never. */
  readonly next: Ask<EpochDay | undefined>;
  /** True where the part hangs on the national record as well. */
  readonly readsNational: boolean;
}

type Ask<T> = (record: AuthorityRecord, at: Coordinates, context: AnswersContext) => T;

const due: Part = {
  reads: ({ type }) => ofActivities.has(type) || ofInterventions.has(type),
  ask: dueAnswers,
  // what each clock says is the same whether or not lists leave it out
  next: (record, at, context) => nextDueDay(record, at, context, { listed: false }),
  readsNational: true,
};

const standing: Part = {
  reads: (event) => ofActivities.has(event.type) || speaksOfInterventions(event),
  ask: standingAnswers,
  next: nextStandingDay,
  readsNational: false,
};

const posts: Part = {
  reads: speaksOfPosts,
  ask: postsAnswers,
  next: nextDayPostsTurn,
  readsNational: false,
};

const ofActivities: ReadonlySet<string> = new Set<ClaimEvent['type']>([
  'InspectionCarriedOut',
  'VisitCarriedOut',
  'ReportPublished',
  'ReportReceived',
  'StatementPublished',
  'MatchRuled',
]);
const ofInterventions: ReadonlySet<string> = new Set<ClaimEvent['type']>([
  'InterventionStarted',
  'InterventionEnded',
]);

/** The parts of all answers about one authority whose record grows, each as it was last asked. */
export class PartsAsked {
  readonly #record: AuthorityRecord;
  readonly #context: AnswersContext;
  readonly #parts: readonly PartAsked[];

  constructor(record: AuthorityRecord, context: AnswersContext) {
    this.#record = record;
    this.#context = context;
    // of the national record nobody asks this
    const parts = record.authority === england ? [] : [due, standing, posts];
    this.#parts = parts.map((part) => new PartAsked(part));
  }

  /** Takes in that an event was folded into the record. */
  learn(event: ClaimEvent): void {
    for (const part of this.#parts) part.learn(event);
  }

  /** The answers of a day, part by part: a part that cannot have changed since is the same object. */
  on(day: EpochDay): readonly Answers[] {
    return this.#parts.map((part) => part.on(day, this.#record, this.#context));
  }

  /** The first day after the last one asked about on which an answer can read otherwise by time alone; `distantFuture` for never. */
  next(): EpochDay {
    let first = distantFuture;
    for (const part of this.#parts) {
      const day = part.next(this.#record, this.#context);
      if (day < first) first = day;
    }
    return first;
  }
}

class PartAsked {
  readonly #part: Part;
  #asked: { readonly day: EpochDay; readonly given: Answers } | undefined;
  /** What was known of the whole country when it was asked. */
  #national: Knowledge | undefined;
  /** The day on which it has to be asked again, once that was worked out. */
  #until: EpochDay | undefined;

  constructor(part: Part) {
    this.#part = part;
  }

  learn(event: ClaimEvent): void {
    // what a repair makes of its target any part may read
    if (isRepair(event) || this.#part.reads(event)) this.#asked = undefined;
  }

  on(day: EpochDay, record: AuthorityRecord, context: AnswersContext): Answers {
    const national = this.#part.readsNational
      ? context.national?.at({ asOf: day, knownAt: day })
      : undefined;
    const before = this.#asked;
    if (before && national === this.#national) {
      if (day === before.day || day < this.next(record, context)) return before.given;
    }
    const given = this.#part.ask(record, { asOf: day, knownAt: day }, context);
    this.#asked = { day, given };
    this.#national = national;
    this.#until = undefined;
    return given;
  }

  next(record: AuthorityRecord, context: AnswersContext): EpochDay {
    if (!this.#asked) return distantFuture;
    const { day } = this.#asked;
    this.#until ??= this.#part.next(record, { asOf: day, knownAt: day }, context) ?? distantFuture;
    return this.#until;
  }
}
