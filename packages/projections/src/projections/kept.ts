import {
  beginning,
  checkpointOf,
  type EventStore,
  isOfHistory,
  type Position,
  positionWritten,
  upcast,
} from '@monitoring-timeline/core';
import { StateMoved, type StateStore } from '@monitoring-timeline/core/state';
import { Breath } from '../engine/breath.ts';
import { snapshotProjection } from '../engine/snapshots.ts';
import type { Fold } from './fold.ts';

const pageSize = 1000;
/** So many events are folded before the clock is asked whether others are to have a turn. */
const unasked = 20;
/** The state is written after so many events, and at the end of the log. */
const writtenAfter = 5000;
const key = 'state';

export interface KeptOptions {
  readonly store: EventStore;
  readonly state: StateStore;
  readonly prefix: string;
}

interface Reached<S> {
  readonly state: S;
  readonly position: Position;
}

/**
 * The state of a projection, kept up to the log when it is asked for. It is written beside its checkpoint in one transaction,
 * under its name and version, so another process goes on from there, and a new version is folded beside the one in use, which
 * is dropped once the new one has come to the end of the log. Where the state may only be read, what is folded lives in memory.
 */
export class KeptProjection<S> {
  readonly #fold: Fold<S>;
  readonly #options: KeptOptions;
  #reached: Reached<S> | undefined;
  /** Where the written state stands, with a mark of the chain there. */
  #written: string | undefined;
  #work: Promise<unknown> = Promise.resolve();

  constructor(fold: Fold<S>, options: KeptOptions) {
    this.#fold = fold;
    this.#options = options;
  }

  /**
   * The state with everything that the log holds, or held up to a position: an earlier one is folded from the beginning.
   * @throws UnknownPosition, the errors of the store, what the fold throws
   */
  at(upTo?: string): Promise<S> {
    const next = this.#work.then(() => this.#at(upTo));
    this.#work = next.catch(() => undefined);
    return next;
  }

  async #at(upTo: string | undefined): Promise<S> {
    const reached = await this.#kept();
    if (upTo !== undefined && upTo < reached.position) {
      const first = { state: this.#fold.initial(), position: beginning };
      return (await this.#foldFrom(first, upTo)).state;
    }
    try {
      const next = await this.#foldFrom(copyOf(reached), upTo, (on) => this.#write(on));
      this.#reached = next;
      if (upTo === undefined || next.position >= upTo) await this.#dropOthers();
      return copyOf(next).state;
    } catch (error) {
      // another process was faster: what it kept is as good
      this.#reached = undefined;
      if (error instanceof StateMoved) return this.#at(upTo);
      throw error;
    }
  }

  async #foldFrom(
    from: Reached<S>,
    upTo: string | undefined,
    keep: (reached: Reached<S>) => Promise<void> = async () => {},
  ): Promise<Reached<S>> {
    const { store, prefix } = this.#options;
    const { events: types } = this.#fold;
    const filter = { types, ...(prefix === '' ? {} : { streamPrefix: prefix }) };
    const some = { limit: pageSize, filter };
    const breath = new Breath();
    let [reached, pending] = [from, 0];
    for (let atEnd = false; !atEnd; ) {
      const { position } = reached;
      const page = await (store.readTypes?.(position, some) ?? store.readAll(position, some));
      const past = upTo !== undefined && page.next > upTo;
      const events = past ? page.events.filter(({ position }) => position <= upTo) : page.events;
      let { state } = reached;
      for (let at = 0; at < events.length; at += unasked) {
        await breath.take();
        for (const placed of events.slice(at, at + unasked)) {
          state = this.#fold.reduce(state, upcast(placed.event), placed);
        }
      }
      reached = { state, position: past ? (upTo as Position) : page.next };
      pending += events.length;
      atEnd = page.atEnd || past;
      if (pending >= writtenAfter || atEnd) {
        await keep(reached);
        pending = 0;
      }
    }
    return reached;
  }

  get #place(): string {
    return placeOf(this.#fold.name, this.#fold.version);
  }

  /** What is in memory, else what was written for this log, else the beginning. */
  async #kept(): Promise<Reached<S>> {
    if (this.#reached) return this.#reached;
    const { state, store } = this.#options;
    const header = await state.header(this.#place);
    const good = header?.storeId === store.id && (await isOfHistory(store, header.checkpoint));
    if (header && !good && !state.readOnly) await state.drop(this.#place);
    const value = good ? await state.get(this.#place, key) : undefined;
    this.#written = value === undefined ? undefined : header?.checkpoint;
    return this.#written !== undefined && value !== undefined
      ? { state: JSON.parse(value) as S, position: positionWritten(this.#written) }
      : { state: this.#fold.initial(), position: beginning };
  }

  async #write({ state: value, position }: Reached<S>): Promise<void> {
    const { state, store } = this.#options;
    const written = this.#written === undefined ? beginning : positionWritten(this.#written);
    if (position === written || state.readOnly) return;
    const checkpoint = await checkpointOf(store, position);
    await state.commit(this.#place, {
      header: { checkpoint, storeId: store.id, version: String(this.#fold.version) },
      from: this.#written,
      put: [{ key, value: JSON.stringify(value) }],
    });
    this.#written = checkpoint;
  }

  /** Lists this version, and drops those before it. */
  async #dropOthers(): Promise<void> {
    const { state, store } = this.#options;
    if (state.readOnly) return;
    const { name, version } = this.#fold;
    const list = placeOf(name, 'versions');
    const header = await state.header(list);
    const known = await state.entries(list);
    if (known.some((one) => one.key === String(version)) && known.length === 1) return;
    const earlier = known.map((one) => one.key).filter((one) => Number(one) < version);
    for (const one of earlier) await state.drop(placeOf(name, one));
    await state.commit(list, {
      header: { checkpoint: beginning, storeId: store.id, version: '1' },
      from: header?.checkpoint,
      put: [{ key: String(version), value: '' }],
      remove: earlier,
    });
  }
}

/** Begins the names of the parts of a state that projections keep. */
const keptPrefix = 'projection ';

function placeOf(name: string, version: number | string): string {
  return `${keptPrefix}${name} ${version}`;
}

/** Whoever is given a state may change it, and a reducer changes its own. */
function copyOf<S>({ state, position }: Reached<S>): Reached<S> {
  return { state: structuredClone(state), position };
}

/**
 * Whether a part of the state is worked out again from the log where it is lost: snapshots, and what projections of one's own keep. Each
 * machine keeps such parts for itself; all others, such as what was issued, are one for everybody who uses a log.
 */
export function isWorkedOut(part: string): boolean {
  return (
    part === snapshotProjection ||
    part.startsWith(`${snapshotProjection}-`) ||
    part.startsWith(keptPrefix)
  );
}

/** The projections of a timeline, each kept once. */
export class KeptProjections {
  readonly #options: KeptOptions;
  readonly #kept = new Map<string, KeptProjection<unknown>>();

  constructor(options: KeptOptions) {
    this.#options = options;
  }

  /** The state of a projection, as `KeptProjection.at`. */
  at<S>(fold: Fold<S>, upTo?: string): Promise<S> {
    const place = placeOf(fold.name, fold.version);
    const kept = this.#kept.get(place) ?? new KeptProjection<unknown>(fold as Fold, this.#options);
    this.#kept.set(place, kept);
    return kept.at(upTo) as Promise<S>;
  }
}
