import {
  type AuthorityKey,
  type EpochDay,
  type EventStore,
  epochDay,
  isOfHistory,
  isoDay,
  type Position,
  checkpointOf as placeIn,
  positionWritten,
  toPosition,
} from '@monitoring-timeline/core';
import type { StateEntry, StateStore } from '@monitoring-timeline/core/state';
import type { OnPassedOver } from '../engine/passed-over.ts';
import {
  entriesOf,
  keptVersion,
  lastNumber,
  noticesAfter,
  noticesBefore,
  noticesKept,
  noticesOfAuthority,
  sequenceText,
  upgradeKept,
} from './kept.ts';
import type { Reached } from './kept-days.ts';
import type { KeptNotice, Notice } from './notice.ts';

/** Beside what is kept of the notices: where each authority stood before an import that has not ended. */
const waitingKey = '#waiting';
/** And the place that they reach, with a mark of the chain there. */
const placeKey = '#place';

export interface ShelfOptions {
  readonly store: EventStore;
  readonly state: StateStore;
  /** The present instant, in milliseconds. */
  readonly now: () => number;
  /** Told where the log is not the one of which notices were issued. */
  readonly onPassedOver?: OnPassedOver | undefined;
}

/** Authorities of which an import brought something that was not looked at yet, each with the place before it. */
export type Waiting = ReadonlyMap<AuthorityKey, Position>;

/** Where notices stand, with what waits there. */
interface Stand {
  readonly reached: Reached;
  readonly waiting: Waiting;
}

/** The notices that were issued of a log, with the place that they reach, as they are kept in the state beside it. */
export class NoticeShelf {
  readonly #options: ShelfOptions;
  #sequence = 0;
  /** What is kept of authorities that were asked for: who reads it for each event reads the same again and again. */
  readonly #keptOf = new Map<AuthorityKey, readonly Notice[]>();

  constructor(options: ShelfOptions) {
    this.#options = options;
  }

  /** The sequence of the last notice that is kept, as of the last time that it was looked up; empty where there is none. */
  get last(): string {
    return this.#sequence === 0 ? '' : sequenceText(this.#sequence);
  }

  /** Notices in the order in which they were issued, after one of them. */
  after(sequence = '', limit?: number): Promise<readonly KeptNotice[]> {
    return noticesAfter(this.#options.state, sequence, limit);
  }

  /** The notice of a sequence; undefined where none is kept. */
  async at(sequence: string): Promise<KeptNotice | undefined> {
    const before = sequenceText(Math.max(0, Number(sequence) - 1));
    const [notice] = await noticesAfter(this.#options.state, before, 1);
    return notice?.sequence === sequence ? notice : undefined;
  }

  /** Notices before one of them, or up to the last, latest first. */
  before(
    sequence: string | undefined,
    limit: number,
    wanted: (notice: KeptNotice) => boolean = () => true,
  ): Promise<readonly KeptNotice[]> {
    const end = Math.min(sequence === undefined ? Infinity : Number(sequence), this.#sequence + 1);
    return noticesBefore(this.#options.state, end, limit, wanted);
  }

  /** What an authority was told of. */
  async of(authority: AuthorityKey): Promise<readonly Notice[]> {
    const kept =
      this.#keptOf.get(authority) ?? (await noticesOfAuthority(this.#options.state, authority));
    this.#keptOf.set(authority, kept);
    return kept;
  }

  /** Where the notices stand by now, whoever issued them; undefined where none of this log are kept in the present form. */
  async reached(): Promise<Reached | undefined> {
    const { state, store } = this.#options;
    const header = await state.header(noticesKept);
    const own = header?.storeId === store.id && header.version === keptVersion;
    return own ? reachedAt(header.checkpoint) : undefined;
  }

  /** Looks up which notice is the last. */
  async lookUp(): Promise<void> {
    this.#sequence = await lastNumber(this.#options.state);
  }

  /**
   * Where the notices stand; the first time, at the head of the log on this day. So they do where the log is another than that of which
   * they were issued, such as an earlier copy of it that went on otherwise: what it holds was never weighed against what was told.
   * @throws StateMoved
   */
  async open(today: EpochDay): Promise<Stand> {
    const { state, store, onPassedOver } = this.#options;
    this.#keptOf.clear();
    const { position } = await store.head();
    let header = await state.header(noticesKept);
    if (header && header.storeId !== store.id) {
      await state.drop(noticesKept);
      header = undefined;
    }
    if (header && header.version !== keptVersion) await upgradeKept(state, header);
    const goesOn = header !== undefined && (await this.#isOf(reachedAt(header.checkpoint)));
    const reached = header && goesOn ? reachedAt(header.checkpoint) : { position, day: today };
    if (!goesOn) {
      if (header) onPassedOver?.(noticesKept, 'another_history');
      await state.commit(noticesKept, {
        header: { checkpoint: checkpointOf(reached), storeId: store.id, version: keptVersion },
        from: header?.checkpoint,
        put: [{ key: waitingKey, value: '[]' }, await this.#placeOf(reached)],
      });
    }
    await this.lookUp();
    const waiting: Waiting = new Map(
      JSON.parse((await state.get(noticesKept, waitingKey)) ?? '[]'),
    );
    return { reached, waiting };
  }

  /** Keeps notices with the place that is reached by them, in one transaction. @returns them as they are kept @throws StateMoved */
  async put(
    notices: readonly Notice[],
    from: Reached,
    { reached, waiting }: Stand,
  ): Promise<readonly KeptNotice[]> {
    const { state, store, now } = this.#options;
    if (notices.length === 0 && sameReached(from, reached)) return [];
    const at = new Date(now()).toISOString();
    const issued = notices.map((notice, index) => ({
      ...notice,
      sequence: sequenceText(this.#sequence + index + 1),
      issued: at,
    }));
    await state.commit(noticesKept, {
      header: { checkpoint: checkpointOf(reached), storeId: store.id, version: keptVersion },
      from: checkpointOf(from),
      put: [
        { key: waitingKey, value: JSON.stringify([...waiting]) },
        ...(reached.position === from.position ? [] : [await this.#placeOf(reached)]),
        ...issued.flatMap(entriesOf),
      ],
    });
    for (const notice of issued) {
      const kept = this.#keptOf.get(notice.authority);
      if (kept) this.#keptOf.set(notice.authority, [...kept, notice]);
    }
    this.#sequence += issued.length;
    return issued;
  }

  async #placeOf({ position }: Reached): Promise<StateEntry> {
    return { key: placeKey, value: JSON.stringify(await placeIn(this.#options.store, position)) };
  }

  /** Whether the log, as it stands, holds all of which notices were issued. */
  async #isOf({ position }: Reached): Promise<boolean> {
    const { state, store } = this.#options;
    const place: string = JSON.parse((await state.get(noticesKept, placeKey)) ?? '""');
    // an earlier program keeps the position alone
    return isOfHistory(store, positionWritten(place) === position ? place : position);
  }
}

export function sameReached(one: Reached, other: Reached): boolean {
  return one.position === other.position && one.day === other.day;
}

function checkpointOf({ position, day }: Reached): string {
  return `${isoDay(day)}@${position}`;
}

function reachedAt(checkpoint: string): Reached {
  const [day, position] = checkpoint.split('@');
  return { position: toPosition(position ?? ''), day: epochDay(day ?? '') };
}
