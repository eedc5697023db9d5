import {
  type AuthorityKey,
  beginning,
  type Claim,
  claimFrom,
  daysUpTo,
  type EpochDay,
  effectiveClaims,
  effectiveInSteps,
  InvalidDay,
  knownDay,
  type Placed,
  type Position,
  type Steps,
} from '@monitoring-timeline/core';
import type { Coordinates } from '../coordinates.ts';
import { Documents, subjectDay } from './documents.ts';
import { Knowledge, KnownBefore } from './knowledge.ts';

/** What a record needs of an event in the log. */
export type Held = Omit<Placed, 'stream'>;

/** How many states of knowledge one record keeps worked out. */
const remembered = 256;

/** The same of states before the last event: asked event by event, and hardly twice once a notice was worked out. */
const rememberedPositions = 2;

/**
 * Everything known about one authority: the only stateful fold. It keeps the claims; what they mean as known on a
 * day is worked out when asked and remembered, since knowledge changes only on the days when something became public.
 */
export class AuthorityRecord {
  /** Whom the record is about. */
  readonly authority: AuthorityKey;
  readonly #claims = new Map<string, Claim>();
  readonly #documents = new Documents();
  readonly #before = new KnownBefore();
  readonly #knowledge = new Map<number | string, Knowledge>();
  readonly #atPositions = new Map<number | string, Knowledge>();
  /** How many events were folded in. */
  #read = 0;
  #changeDays: readonly EpochDay[] | undefined;
  #knownItselfCorrected = false;
  #position = beginning;
  #revision = -1;

  constructor(authority: AuthorityKey) {
    this.authority = authority;
  }

  /**
   * Folds one event in. The order of arrival makes no difference to any answer.
   * @throws UnknownEventType where this program does not know the event.
   */
  add(recorded: Held): void {
    const read = claimFrom(recorded);
    if (recorded.position > this.#position) this.#position = recorded.position;
    if (recorded.revision > this.#revision) this.#revision = recorded.revision;
    if (!read) return;
    const claim = this.#documents.cite(read);
    this.#claims.set(claim.event.id, claim);
    this.#read += 1;
    this.#changeDays = undefined;
    if (this.#knowledge.size > 0) this.#knowledge.clear();
    if (this.#atPositions.size > 0) this.#atPositions.clear();
    if (claim.event.type === 'FactCorrected' && claim.event.data.pointer.startsWith('/known')) {
      this.#knownItselfCorrected = true;
    }
  }

  /** Position of the last event folded in. */
  get position(): Position {
    return this.#position;
  }

  /** Revision in its stream of the last event folded in; -1 before the first. */
  get revision(): number {
    return this.#revision;
  }

  /** How many claims and repairs it holds. */
  get size(): number {
    return this.#claims.size;
  }

  /** Every claim and repair as the log holds it. */
  claims(): Iterable<Claim> {
    return this.#claims.values();
  }

  /** The claim or repair of an event id, as the log holds it; undefined where it holds none. */
  claim(id: string): Claim | undefined {
    return this.#claims.get(id);
  }

  /** What was known at these coordinates; `asOf` plays no part, since views apply it. */
  at(coordinates: Coordinates): Knowledge {
    const before = this.#recall(coordinates);
    if (before) return before;
    const { knownAt, publicOnly } = coordinates;
    const holding = effectiveClaims(this.#heldAt(coordinates), knownAt);
    return this.#remember(coordinates, this.#knowledgeOf(holding, knownAt, publicOnly));
  }

  /**
   * The same in steps, with what costs most worked out. Until an event is added `at` has it at hand, so that a view of very many claims
   * holds nobody up who waits.
   */
  *atInSteps(coordinates: Coordinates): Steps<Knowledge> {
    const { knownAt, publicOnly } = coordinates;
    for (;;) {
      let knowledge = this.#recall(coordinates);
      const read = this.#read;
      if (!knowledge) {
        const holding = yield* effectiveInSteps(this.#heldAt(coordinates), knownAt);
        knowledge = this.#knowledgeOf(holding, knownAt, publicOnly);
      }
      yield* knowledge.inSteps();
      // what was added meanwhile is known, too
      if (read === this.#read) return this.#remember(coordinates, knowledge);
    }
  }

  /**
   * Days on which what is known of some claims can change, the earliest first. It may name a day on which nothing changes after all;
   * it never passes one over.
   */
  daysLearnt(wanted: (claim: Claim) => boolean): readonly EpochDay[] {
    const claims = [...this.#claims.values()];
    const days = new Set(changeDays(claims.filter(wanted)));
    // a correction may move the day on which its target, or another correction, became known
    for (const { event } of claims) {
      if (event.type === 'FactCorrected') for (const day of daysIn(event.data.value)) days.add(day);
    }
    return [...days].sort((a, b) => a - b);
  }

  /** The claims that were on record. */
  #heldAt({ recordedAt, upTo }: Coordinates): readonly Claim[] {
    const all = [...this.#claims.values()];
    if (recordedAt === undefined && !this.#endsBefore(upTo)) return all;
    return all.filter(
      ({ recorded, position }) =>
        (recordedAt === undefined || recorded <= recordedAt) &&
        (upTo === undefined || position <= upTo),
    );
  }

  #knowledgeOf(
    holding: readonly Claim[],
    knownAt: EpochDay,
    publicOnly: boolean | undefined,
  ): Knowledge {
    const claims = publicOnly
      ? holding.filter(({ event }) => event.known.basis !== 'assumed')
      : holding;
    return new Knowledge(this.authority, claims, knownAt, this.#before);
  }

  #recall(coordinates: Coordinates): Knowledge | undefined {
    return this.#kept(coordinates).get(this.#keyOf(coordinates));
  }

  #remember(coordinates: Coordinates, knowledge: Knowledge): Knowledge {
    const kept = this.#kept(coordinates);
    kept.set(this.#keyOf(coordinates), knowledge);
    const most = kept === this.#atPositions ? rememberedPositions : remembered;
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return knowledge;
  }

  #kept({ upTo }: Coordinates): Map<number | string, Knowledge> {
    return this.#endsBefore(upTo) ? this.#atPositions : this.#knowledge;
  }

  #keyOf({ knownAt, recordedAt, upTo, publicOnly }: Coordinates): number | string {
    const era = this.#era(knownAt) * 2 + (publicOnly ? 1 : 0);
    const ends = this.#endsBefore(upTo);
    return recordedAt === undefined && !ends
      ? era
      : `${era}/${recordedAt ?? ''}/${ends ? upTo : ''}`;
  }

  #endsBefore(upTo: string | undefined): boolean {
    return upTo !== undefined && upTo < this.#position;
  }

  /** Days between which nothing became public share one state of knowledge. */
  #era(knownAt: EpochDay): number {
    // a correction of a `known` moves change days about: such a record works every day out for itself
    if (this.#knownItselfCorrected) return knownAt;
    this.#changeDays ??= changeDays(this.#claims.values());
    return daysUpTo(this.#changeDays, knownAt);
  }
}

/** Every day that stands in a value: what is known from a month is known from its last day. */
function daysIn(value: unknown): readonly EpochDay[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(daysIn);
  if (typeof value !== 'string' || !/^\d{4}(?:-\d{2}){0,2}$/.test(value)) return [];
  try {
    return [knownDay({ from: value })];
  } catch (error) {
    // such a correction has no effect
    if (error instanceof InvalidDay) return [];
    throw error;
  }
}

function changeDays(claims: Iterable<Claim>): readonly EpochDay[] {
  const days = new Set<EpochDay>();
  for (const claim of claims) {
    for (const day of [claim.knownDay, claim.editionDay, subjectDay(claim)]) {
      if (day !== undefined) days.add(day);
    }
  }
  return [...days].sort((a, b) => a - b);
}
