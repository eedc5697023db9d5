import { StateMoved } from './errors.ts';
import type { StateEntry, StateStore } from './state-store.ts';

/** A part of the state that several processes write: read, decide, write, and again where another was faster. */
export async function changeState<T>(
  { state, storeId, projection }: StatePart,
  decide: (read: (key: string) => Promise<string | undefined>) => Promise<StateDecision<T>>,
): Promise<T> {
  for (;;) {
    const from = (await state.header(projection))?.checkpoint;
    const { result, put = [], remove = [] } = await decide((key) => state.get(projection, key));
    if (put.length === 0 && remove.length === 0) return result;
    const checkpoint = String(Number(from ?? 0) + 1);
    try {
      const header = { checkpoint, storeId, version: '1' };
      await state.commit(projection, { header, from, put, remove });
      return result;
    } catch (error) {
      if (!(error instanceof StateMoved)) throw error;
    }
  }
}

/** One part of what is kept beside a log. */
export interface StatePart {
  /** Where it is kept. */
  readonly state: StateStore;
  /** Identity of the log that it belongs to. */
  readonly storeId: string;
  /** Name of the part. */
  readonly projection: string;
}

/** What was decided on what was read; neither `put` nor `remove` writes nothing. */
export interface StateDecision<T> {
  /** What the caller is answered once it is written. */
  readonly result: T;
  /** Entries that are there afterwards. */
  readonly put?: readonly StateEntry[];
  /** Keys of entries that are not there afterwards. */
  readonly remove?: readonly string[];
}
