import type { EventStore, Position } from '@monitoring-timeline/core';
import { type Seal, SealBroken, SealedLog } from '@monitoring-timeline/core/seals';
import { RequestProblem } from '../problems/index.ts';

/** What a seal is called in addresses: how much it covers, and the beginning of the name of its key. */
export function idOfSeal({ head: { events, key } }: Seal): string {
  return `${events}-${key.slice(0, 8)}`;
}

/** The word for the seal that covers the most. */
export const latest = 'latest';

/** The seals of a log, and the log as it was held against the largest of them: read once, for all who ask for proofs. */
export class SealShelf {
  readonly #store: EventStore;
  readonly #kept: () => Promise<readonly Seal[]>;
  #held: { readonly root: string; readonly log: Promise<SealedLog> } | undefined;
  /** What was not as it was sealed: read again once there is more of the log, or another seal. */
  #broken: { readonly root: string; readonly at: Position; readonly error: SealBroken } | undefined;

  constructor(store: EventStore, kept: (() => Promise<readonly Seal[]>) | undefined) {
    this.#store = store;
    this.#kept = kept ?? (async () => []);
  }

  all(): Promise<readonly Seal[]> {
    return this.#kept();
  }

  /** A seal by its id, or the latest. @throws RequestProblem 404 */
  async seal(id: string): Promise<Seal> {
    const seals = await this.#kept();
    const found = id === latest ? seals.at(-1) : seals.find((one) => idOfSeal(one) === id);
    if (found !== undefined) return found;
    throw new RequestProblem(
      404,
      'UnknownSeal',
      seals.length === 0
        ? 'No seal of this log is kept here yet. Whoever runs the service makes one with `timeline seal`.'
        : `No seal ${id} of this log is kept here. /api/seals lists those that are.`,
    );
  }

  /** The log up to the largest seal. @throws SealBroken, StoreUnavailable */
  async log(): Promise<SealedLog> {
    const seal = await this.seal(latest);
    const { root } = seal.head;
    if (this.#held?.root === root) return this.#held.log;
    const held = { root, log: this.#read(seal) };
    this.#held = held;
    held.log.catch(() => {
      if (this.#held === held) this.#held = undefined;
    });
    return held.log;
  }

  async #read(seal: Seal): Promise<SealedLog> {
    const { root } = seal.head;
    const { position: at } = await this.#store.head();
    if (this.#broken?.root === root && this.#broken.at === at) throw this.#broken.error;
    try {
      return await SealedLog.read(this.#store, seal);
    } catch (error) {
      if (error instanceof SealBroken) this.#broken = { root, at, error };
      throw error;
    }
  }
}
