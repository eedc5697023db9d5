import { basename } from 'node:path';
import type { EventStore, Verifiable } from '@monitoring-timeline/core';
import { StoreFull } from '@monitoring-timeline/core';
import type { StateStore } from '@monitoring-timeline/core/state';

/** Whether the disks of the log and of the state had room when something was last written to them. */
export class Disk {
  #full = false;
  #stateFull: string | null = null;

  /** True from a write to the log that found its disk full until one that succeeds. */
  get full(): boolean {
    return this.#full;
  }

  /** Name of the file of the state from a write that found its disk full until one that succeeds; null where there is room. */
  get stateFull(): string | null {
    return this.#stateFull;
  }

  /** The store, whose writes say how the disk is. */
  watched(store: EventStore & Verifiable): EventStore & Verifiable {
    const noted = <T>(write: Promise<T>): Promise<T> =>
      whetherFull(write, (error) => {
        this.#full = error !== null;
      });
    return {
      ...store,
      append: (...given) => noted(store.append(...given)),
      appendMany: (...given) => noted(store.appendMany(...given)),
    };
  }

  /** The state, whose writes say how its disk is: it may lie on another than the log. */
  watchedState(state: StateStore): StateStore {
    const noted = <T>(write: Promise<T>): Promise<T> =>
      whetherFull(write, (error) => {
        this.#stateFull = error && basename(String(error.details.path));
      });
    return {
      header: (projection) => state.header(projection),
      get: (projection, key) => state.get(projection, key),
      entries: (projection, options) => state.entries(projection, options),
      commit: (projection, change) => noted(state.commit(projection, change)),
      strike: (...given) => noted(state.strike(...given)),
      drop: (projection) => noted(state.drop(projection)),
      close: () => state.close(),
    };
  }
}

/** The write; tells the error of a full disk, or null where it succeeded. */
async function whetherFull<T>(
  write: Promise<T>,
  tell: (error: StoreFull | null) => void,
): Promise<T> {
  try {
    const result = await write;
    tell(null);
    return result;
  } catch (error) {
    if (error instanceof StoreFull) tell(error);
    throw error;
  }
}
