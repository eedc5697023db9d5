import { randomUUID } from 'node:crypto';
import type { Clock } from '@monitoring-timeline/core';
import { changeState, type StatePart } from '@monitoring-timeline/core/shared-state';
import type { StateStore } from '@monitoring-timeline/core/state';
import { backOffMs } from '../webhooks/back-off.ts';

/** A process that claims a digest has so long to hand it over: longer than any conversation with a relay may take. */
export const claimMs = 5 * 60_000;

/**
 * How the digest of a period stands. `begun`: set since, the first comes with the next period. `pending`: to be sent.
 * `sending`: a process has claimed it. `sent`: the relay took it. `nothing`: nothing happened that is wanted. `refused`: the relay
 * will not take it. `unsure`: the relay may have taken it, and nobody can say.
 */
export type DigestStatus =
  | 'begun'
  | 'pending'
  | 'sending'
  | 'sent'
  | 'nothing'
  | 'refused'
  | 'unsure';

/** What is kept of a digest: the period last looked at, and how far notices were told for certain. */
export interface DigestKept {
  /** Instant at which the period ends, as an ISO time stamp. */
  readonly period: string;
  readonly status: DigestStatus;
  /** Sequence of the last notice of a digest that was taken: the next one goes on after it. */
  readonly reached: string;
  /** Sequence of the last notice of this period. */
  readonly upTo: string;
  readonly attempts: number;
  /** When it is tried next; ms since 1970. */
  readonly next: number;
  readonly claim: { readonly holder: string; readonly until: number } | null;
  /** True where the one before was refused, or may not have come. */
  readonly again: boolean;
  /** When it was last heard of, and what went wrong then. */
  readonly at: string;
  readonly error: string | null;
}

/** What is to be sent by whoever has claimed it. */
export interface Claimed extends DigestKept {
  readonly claim: NonNullable<DigestKept['claim']>;
}

/** Whether there is anything to do for a digest now. */
export type Turn =
  | { readonly kind: 'ours'; readonly claimed: Claimed }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'over'; readonly became: 'begun' | 'unsure' | undefined };

export type Outcome =
  | { readonly status: 'sent' | 'nothing' }
  | { readonly status: 'refused' | 'unsure' | 'later'; readonly error: string };

/**
 * What is to be sent, in the local state. A digest is claimed in one transaction before a word is said to the relay, and what became of it
 * is written after: of several processes one sends it, and what was under way when a process was killed is never sent again.
 */
export class Outbox {
  readonly #state: StateStore;
  readonly #storeId: string;
  readonly #clock: Clock;

  constructor(state: StateStore, storeId: string, clock: Clock) {
    this.#state = state;
    this.#storeId = storeId;
    this.#clock = clock;
  }

  async kept(digest: string): Promise<DigestKept | undefined> {
    return parsed(await this.#state.get(this.#part(digest).projection, key));
  }

  /**
   * Claims the digest of a period where it is to be sent and nobody else has it.
   * @param period the instant at which it ends, ms since 1970
   * @param last sequence of the last notice that there is
   */
  claim(digest: string, period: number, last: string): Promise<Turn> {
    return changeState<Turn>(this.#part(digest), async (read) => {
      const now = this.#clock.now();
      const before = parsed(await read(key));
      if (!before) {
        const begun = { ...fresh(period, last, last, now), status: 'begun' } as const;
        return { result: { kind: 'over', became: 'begun' }, put: [entry(begun)] };
      }
      const { kept, lost } = afterClaim(before, now);
      if (kept.status === 'sending') {
        return { result: { kind: 'wait', until: kept.claim?.until ?? now } };
      }
      const due = kept.period < timeStamp(period) ? nextPeriod(kept, period, last, now) : kept;
      if (due.status !== 'pending') {
        const became = lost ? 'unsure' : undefined;
        return { result: { kind: 'over', became }, ...(lost ? { put: [entry(due)] } : {}) };
      }
      if (due.next > now) return { result: { kind: 'wait', until: due.next } };
      const claimed = {
        ...due,
        status: 'sending',
        attempts: due.attempts + 1,
        claim: { holder: randomUUID(), until: now + claimMs },
      } as const;
      return { result: { kind: 'ours', claimed }, put: [entry(claimed)] };
    });
  }

  /** Writes what became of a digest; nothing where another has claimed it meanwhile. */
  settle(digest: string, claimed: Claimed, outcome: Outcome): Promise<void> {
    return changeState<void>(this.#part(digest), async (read) => {
      const kept = parsed(await read(key));
      const ours = kept?.period === claimed.period && kept.attempts === claimed.attempts;
      if (!kept || !ours) return { result: undefined };
      return { result: undefined, put: [entry(settled(claimed, outcome, this.#clock.now()))] };
    });
  }

  #part(digest: string): StatePart {
    return { state: this.#state, storeId: this.#storeId, projection: `digest/${digest}` };
  }
}

const key = 'state';

function fresh(period: number, reached: string, upTo: string, now: number): DigestKept {
  return {
    period: timeStamp(period),
    status: 'pending',
    reached,
    upTo,
    attempts: 0,
    next: now,
    claim: null,
    again: false,
    at: timeStamp(now),
    error: null,
  };
}

/** Whoever claimed it and was not heard of since may have sent it: nobody sends it again. */
function afterClaim(
  kept: DigestKept,
  now: number,
): { readonly kept: DigestKept; readonly lost: boolean } {
  const until = kept.claim?.until ?? now;
  // a claim that reaches further than any was made by a clock that has been set back since
  const holds = until > now && until <= now + 2 * claimMs;
  if (kept.status !== 'sending' || holds) return { kept, lost: false };
  const error = 'The process that sent it ended before the relay had answered.';
  return {
    kept: { ...kept, status: 'unsure', claim: null, at: timeStamp(now), error },
    lost: true,
  };
}

/** What was not taken for certain is told again with the next period, which says so. */
function nextPeriod(kept: DigestKept, period: number, last: string, now: number): DigestKept {
  // notices that begin anew have smaller numbers
  const reached = kept.reached > last ? '' : kept.reached;
  const missed = kept.status === 'unsure' || kept.status === 'refused' || kept.status === 'pending';
  return { ...fresh(period, reached, last, now), again: missed };
}

function settled(claimed: Claimed, outcome: Outcome, now: number): DigestKept {
  const kept = { ...claimed, claim: null, at: timeStamp(now) };
  switch (outcome.status) {
    case 'sent':
    case 'nothing':
      return { ...kept, status: outcome.status, reached: claimed.upTo, error: null };
    case 'later': {
      const next = now + backOffMs(claimed.attempts);
      return { ...kept, status: 'pending', next, error: outcome.error };
    }
    default:
      return { ...kept, status: outcome.status, error: outcome.error };
  }
}

function entry(kept: DigestKept) {
  return { key, value: JSON.stringify(kept) };
}

function parsed(text: string | undefined): DigestKept | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as DigestKept);
}

function timeStamp(instant: number): string {
  return new Date(instant).toISOString();
}
