import {
  beginning,
  CheckpointOfAnotherHistory,
  type Clock,
  type EventStore,
  england,
  isoDay,
  type Position,
  systemClock,
} from '@monitoring-timeline/core';
import { type Lease, leaseMs } from '@monitoring-timeline/core/shared-state';
import type { StateStore } from '@monitoring-timeline/core/state';
import type { IssuedNotice } from '../answers/notices.ts';
import { type Since, sinceDay } from '../asking/dates.ts';
import type { GrowingDirectory } from '../engine/directory.ts';
import { behind, type Lag } from '../engine/lag.ts';
import { londonDay } from '../engine/london.ts';
import type { OnPassedOver } from '../engine/passed-over.ts';
import type { RecordSource } from '../engine/record-source.ts';
import { shippedFacts } from '../engine/shipped-facts.ts';
import { NoticeIssuer } from '../notices/issuer.ts';
import { KeptDays } from '../notices/kept-days.ts';
import { checkpointOfNotice, type KeptNotice, type Notice } from '../notices/notice.ts';
import { type NoticeNames, told } from '../notices/notice-words.ts';
import type { Policy } from '../policy/schema.ts';
import type { Clockwork } from './clockwork.ts';

export interface IssuingParts {
  readonly clock: Clock;
  readonly clockwork: Clockwork;
  readonly directory: Pick<GrowingDirectory, 'refresh'>;
  readonly records: RecordSource;
  readonly store: EventStore;
  readonly state: StateStore;
  readonly prefix: string;
  readonly names: NoticeNames;
  /** The rules that deadlines follow. */
  readonly policy: Policy;
  /** Told of what was kept and cannot be used. */
  readonly onPassedOver?: OnPassedOver | undefined;
  /** Told of the notices of each run that issued any, once they are kept. */
  readonly onIssued?: ((notices: readonly IssuedNotice[]) => void) | undefined;
  /** The right to issue, where other processes issue over the same state. */
  readonly lease?: Lease | undefined;
}

/** Whether this process issues what falls due, or waits to, while another does. */
export type Duty = 'issuing' | 'standing-by';

/** Who waits for another to issue looks again after so many ms. */
export const lookMs = 50;
const never = new AbortController().signal;

/** The one issuer of a log in this process: for who asks once and for who follows. */
export class Issuing {
  readonly issuer: NoticeIssuer;
  readonly #parts: IssuingParts;
  readonly #afterRuns = new Set<() => void>();
  #running: Promise<unknown> = Promise.resolve();
  #reached: Position | undefined;
  #failed: string | null = null;

  constructor(parts: IssuingParts) {
    const { clock, clockwork, records, store, state, prefix, policy, onPassedOver } = parts;
    const { dueSeen: dueOf, nextDay } = clockwork;
    this.#parts = parts;
    const now = () => clock.now();
    const shipped = shippedFacts();
    const days = new KeptDays({ store, state, prefix, policy, shipped, onPassedOver });
    const issuing = { store, state, records, dueOf, nextDay, now, prefix, days, onPassedOver };
    this.issuer = new NoticeIssuer(issuing);
  }

  /** Has each run told, also one that issued nothing: the next day on which a notice may fall may be another then. */
  afterRun(told: () => void): void {
    this.#afterRuns.add(told);
  }

  /**
   * Issues what is due by now, or waits until another process has that does so for all; where nothing may be written none is issued, and
   * those stand that others issued. One run at a time: two at once would only overtake each other.
   */
  issue(): Promise<readonly IssuedNotice[]> {
    return this.#inTurn(async () => {
      if (this.#parts.state.readOnly) {
        await this.#look();
        return [];
      }
      return (await this.#areIssued()) ? [] : this.#runOnce();
    });
  }

  /**
   * A turn of who stays: issues what is due by now where that is its duty, else looks at what the other has issued.
   * @returns whether that is all that is due
   */
  turn(): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.duty === 'standing-by') return this.#look();
      await this.#runOnce();
      return true;
    });
  }

  /** Keeps the days on which answers turn, where this process knows them: who starts after it need not read every record. @throws StateMoved */
  keepDays(): Promise<void> {
    return this.#inTurn(() => this.issuer.keepDays());
  }

  /** The right to issue; undefined where nobody else issues over this state. */
  get lease(): Lease | undefined {
    return this.#parts.lease;
  }

  /** What this process does while it stays. */
  get duty(): Duty {
    const { lease } = this.#parts;
    return !lease || lease.holds ? 'issuing' : 'standing-by';
  }

  /**
   * Issues what is due by now, then gives those kept after one of them, in their order.
   * @throws CheckpointOfAnotherHistory
   */
  async issuedAfter(after: string | undefined, limit?: number): Promise<readonly IssuedNotice[]> {
    await this.issue();
    return this.kept(after === undefined ? undefined : await this.held(after), limit);
  }

  /**
   * The sequence of a notice by its checkpoint, or by its sequence alone where that can mean only one notice.
   * @throws CheckpointOfAnotherHistory
   */
  async held(checkpoint: string): Promise<string> {
    const [sequence = '', mark] = checkpoint.split('~', 2);
    if (sequence === '') return sequence;
    const there = await this.issuer.shelf.at(sequence);
    if (mark !== undefined) {
      if (there && checkpointOfNotice(there) === checkpoint) return sequence;
      const why = there ? 'another notice has its number' : 'no notice has its number';
      throw new CheckpointOfAnotherHistory(checkpoint, why);
    }
    const { restoredAt = beginning, at } = await this.#restored();
    if (restoredAt === beginning || (there && at && there.issued <= at)) return sequence;
    throw new CheckpointOfAnotherHistory(
      checkpoint,
      'the log was restored from a backup, and a number of later than that may be one of before. Give the `checkpoint` of the notice',
    );
  }

  /** The checkpoint of the last notice that is kept, as of the last run; empty where there is none. */
  async last(): Promise<string> {
    const { last } = this.issuer.shelf;
    const notice = last === '' ? undefined : await this.issuer.shelf.at(last);
    return notice ? checkpointOfNotice(notice) : '';
  }

  /** Issues what is due by now, then gives the checkpoint just before the first notice since then; empty where all are since then. */
  async before(since: Since): Promise<string> {
    await this.issue();
    const today = londonDay(this.#parts.clock.now());
    const day = sinceDay(since, today);
    if (day === undefined) return (since as { readonly sequence: string }).sequence;
    const first = isoDay(day);
    const [last] = await this.issuer.shelf.before(undefined, 1, (one) => one.day < first);
    return last ? checkpointOfNotice(last) : '';
  }

  /** Those kept after one of them, in their order. */
  async kept(after?: string, limit?: number): Promise<readonly IssuedNotice[]> {
    return this.#inWords(await this.issuer.shelf.after(after, limit));
  }

  /** Those kept before one of them, or up to the last, latest first; all, or those that are wanted. */
  async keptBefore(
    before: string | undefined,
    limit: number,
    wanted?: (notice: Notice) => boolean,
  ): Promise<readonly IssuedNotice[]> {
    return this.#inWords(await this.issuer.shelf.before(before, limit, wanted));
  }

  /** How far the notices are behind the log; null before any were issued, or looked for, here. */
  async lag(): Promise<Lag | null> {
    if (this.#reached === undefined && this.#failed === null) return null;
    const { clock, store, prefix } = this.#parts;
    const lag = await behind(store, this.#reached ?? beginning, clock.now(), prefix);
    return { ...lag, stopped: this.#failed };
  }

  /** Where the log was restored, and until when it was the log that was backed up. */
  async #restored(): Promise<{ readonly restoredAt?: Position; readonly at?: string }> {
    const { store } = this.#parts;
    const { restoredAt = beginning } = store;
    if (restoredAt === beginning) return {};
    const last = await store.at(restoredAt);
    return last ? { restoredAt, at: last.recorded } : { restoredAt };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#running.then(work);
    this.#running = turn.catch((error: unknown) => {
      this.#failed = error instanceof Error ? error.message : String(error);
    });
    return turn;
  }

  /**
   * Waits while another process holds the right to issue and is at work, but no longer than a lease lasts: what two issue is kept once.
   * @returns true where that one has issued all that is due
   */
  async #areIssued(): Promise<boolean> {
    const { lease } = this.#parts;
    if (!lease) return false;
    for (let waited = 0; waited < leaseMs && !lease.holds; waited += lookMs) {
      if (!(await lease.isHeldByAnother())) return false;
      if (await this.#look()) return true;
      await systemClock.sleep(lookMs, never);
    }
    return false;
  }

  /** Looks at what another has issued. @returns true where that is all that is due */
  async #look(): Promise<boolean> {
    const all = await this.issuer.look(londonDay(this.#parts.clock.now()));
    this.#reached = this.issuer.position ?? this.#reached;
    this.#failed = null;
    for (const told of this.#afterRuns) told();
    return all;
  }

  async #runOnce(): Promise<readonly IssuedNotice[]> {
    const { clock, directory, records, onIssued } = this.#parts;
    await directory.refresh();
    // deadlines are read beside the national record, which says how far each activity is covered
    await records.get(england);
    const issued = this.#inWords(await this.issuer.run(londonDay(clock.now())));
    this.#reached = this.issuer.position ?? this.#reached;
    this.#failed = null;
    if (issued.length > 0) onIssued?.(issued);
    for (const told of this.#afterRuns) told();
    return issued;
  }

  #inWords(kept: readonly KeptNotice[]): readonly IssuedNotice[] {
    return kept.map((one) => told(one, this.#parts.names));
  }
}
