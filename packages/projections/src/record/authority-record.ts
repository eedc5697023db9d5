import {
  type AuthorityKey,
  beginning,
  type Claim,
  claimFrom,
  type EpochDay,
  effectiveClaims,
  InvalidDay,
  knownDay,
  type Position,
  type Recorded,
} from '@monitoring-timeline/core';
import type { Coordinates } from '../coordinates.ts';
import { Documents, subjectDay } from './documents.ts';
import { Knowledge } from './knowledge.ts';

/** What a record needs of an event in the log. */
export type Held = Pick<Recorded, 'event' | 'position' | 'recorded' | 'revision'>;

/** How many states of knowledge one record keeps worked out. */
const remembered = 256;

/**
 * Everything known about one authority: the only stateful fold. It keeps the claims; what they mean as known on a
 * day is worked out when asked and remembered, since knowledge changes only on the days when something became public.
 */
export class AuthorityRecord {
  readonly authority: AuthorityKey;
  readonly #claims = new Map<string, Claim>();
  readonly #documents = new Documents();
  readonly #knowledge = new Map<number | string, Knowledge>();
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
    this.#changeDays = undefined;
    if (this.#knowledge.size > 0) this.#knowledge.clear();
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

  get size(): number {
    return this.#claims.size;
  }

  /** Every claim and repair as the log holds it. */
  claims(): Iterable<Claim> {
    return this.#claims.values();
  }

  claim(id: string): Claim | undefined {
    return this.#claims.get(id);
  }

  /** What was known at these coordinates; `asOf` plays no part, since views apply it. */
  at({ knownAt, recordedAt, upTo, publicOnly }: Coordinates): Knowledge {
    // asked event by event, and hardly twice: not worth remembering
    if (upTo !== undefined && upTo < this.#position) {
      const held = [...this.#claims.values()].filter(({ position }) => position <= upTo);
      return this.#workOut(held, knownAt, recordedAt, publicOnly === true);
    }
    const era = this.#era(knownAt) * 2 + (publicOnly ? 1 : 0);
    const key = recordedAt === undefined ? era : `${era}/${recordedAt}`;
    const before = this.#knowledge.get(key);
    if (before) return before;
    const all = [...this.#claims.values()];
    const knowledge = this.#workOut(all, knownAt, recordedAt, publicOnly === true);
    if (this.#knowledge.size >= remembered) {
      const [oldest] = this.#knowledge.keys();
      this.#knowledge.delete(oldest!);
    }
    this.#knowledge.set(key, knowledge);
    return knowledge;
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

  #workOut(
    held: readonly Claim[],
    knownAt: EpochDay,
    recordedAt: string | undefined,
    publicOnly: boolean,
  ): Knowledge {
    let claims = held;
    if (recordedAt !== undefined) claims = claims.filter(({ recorded }) => recorded <= recordedAt);
    let holding = effectiveClaims(claims, knownAt);
    if (publicOnly) holding = holding.filter(({ event }) => event.known.basis !== 'assumed');
    return new Knowledge(this.authority, holding, knownAt);
  }

  /** Days between which nothing became public share one state of knowledge. */
  #era(knownAt: EpochDay): number {
    // a correction of a `known` moves change days about: such a record works every day out for itself
    if (this.#knownItselfCorrected) return knownAt;
    this.#changeDays ??= changeDays(this.#claims.values());
    let [low, high] = [0, this.#changeDays.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#changeDays[middle]! <= knownAt) low = middle + 1;
      else high = middle;
    }
    return low;
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
