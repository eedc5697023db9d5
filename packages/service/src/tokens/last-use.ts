import { StateMoved, type StateStore } from '@monitoring-timeline/core/state';

const projection = 'token-use';
const version = '1';
/** A use is written down at most this often a token. */
const everyMs = 60_000;

/** When each token was used last, to the minute. Local state, not in the log: it changes with every request. */
export class LastUse {
  readonly #state: StateStore;
  readonly #storeId: string;
  readonly #written = new Map<string, number>();

  constructor(state: StateStore, storeId: string) {
    this.#state = state;
    this.#storeId = storeId;
  }

  /** Notes a use at an instant. */
  async note(id: string, now: number): Promise<void> {
    if (now - (this.#written.get(id) ?? Number.NEGATIVE_INFINITY) < everyMs) return;
    this.#written.set(id, now);
    const at = new Date(now).toISOString();
    for (;;) {
      const from = (await this.#state.header(projection))?.checkpoint;
      try {
        await this.#state.commit(projection, {
          header: { checkpoint: String(Number(from ?? 0) + 1), storeId: this.#storeId, version },
          from,
          put: [{ key: id, value: JSON.stringify(at) }],
        });
        return;
      } catch (error) {
        // another process noted a use meanwhile
        if (!(error instanceof StateMoved)) throw error;
      }
    }
  }

  /** When each token was used last: ISO time stamps by id. */
  async all(): Promise<ReadonlyMap<string, string>> {
    const entries = await this.#state.entries(projection);
    return new Map(entries.map(({ key, value }) => [key, JSON.parse(value) as string]));
  }
}
