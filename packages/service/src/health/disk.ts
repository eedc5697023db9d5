import type { EventStore, Verifiable } from '@monitoring-timeline/core';
import { isTimelineError } from '@monitoring-timeline/core';

/** Whether the disk of the store had room when something was last written to it. */
export class Disk {
  #full = false;

  /** True from a write that found the disk full until one that succeeds. */
  get full(): boolean {
    return this.#full;
  }

  /** The store, whose writes say how the disk is. */
  watched(store: EventStore & Verifiable): EventStore & Verifiable {
    return {
      ...store,
      append: (...given) => this.#noted(store.append(...given)),
      appendMany: (...given) => this.#noted(store.appendMany(...given)),
    };
  }

  async #noted<T>(write: Promise<T>): Promise<T> {
    try {
      const result = await write;
      this.#full = false;
      return result;
    } catch (error) {
      if (isTimelineError(error) && error.code === 'StoreFull') this.#full = true;
      throw error;
    }
  }
}
