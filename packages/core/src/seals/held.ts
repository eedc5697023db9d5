import type { Recorded } from '../events/envelope.ts';
import type { EventStore } from '../store/event-store.ts';
import {
  type Verifiable,
  type Verification,
  type VerifyOptions,
  verifyStore,
} from '../store/verify.ts';
import { SealBroken } from './errors.ts';
import { GrowingTree } from './merkle.ts';
import { eventLeaf, rootEvery, type Seal } from './seal.ts';

/** The part of a seal that a log is held against. */
export type Sealed = Pick<Seal, 'thousands'> & {
  readonly head: Pick<Seal['head'], 'events' | 'root'>;
};

/** A log, told event by event from its beginning, held against each seal of it; its root at each thousand is noted. */
export class HeldLog {
  readonly #tree = new GrowingTree();
  readonly #seals: readonly Sealed[];
  /** Where seals end. */
  readonly #ends: ReadonlySet<number>;
  readonly thousands: string[] = [];

  constructor(seals: readonly Sealed[]) {
    this.#seals = seals;
    this.#ends = new Set(seals.map(({ head }) => head.events));
  }

  get size(): number {
    return this.#tree.size;
  }

  root(): string {
    return this.#tree.root().toString('hex');
  }

  /** The leaf of the event. @throws SealBroken where the log up to it is not what was sealed */
  take(recorded: Recorded): Buffer {
    const leaf = eventLeaf(recorded, recorded.contentHash);
    this.#tree.add(leaf);
    const { size } = this.#tree;
    const isThousand = size % rootEvery === 0;
    if (!isThousand && !this.#ends.has(size)) return leaf;
    const root = this.root();
    const number = this.thousands.length;
    if (isThousand) this.thousands.push(root);
    for (const { head, thousands } of this.#seals) {
      const atThousand = isThousand ? (thousands[number] ?? root) : root;
      const atEnd = head.events === size ? head.root : root;
      if (atThousand !== root || atEnd !== root) throw broken(size);
    }
    return leaf;
  }

  /** @throws SealBroken where more was sealed than the log has */
  end(): void {
    const { size } = this;
    const sealed = Math.max(0, ...this.#ends);
    if (size >= sealed) return;
    throw new SealBroken(
      `The log holds ${size} events, and ${sealed} were sealed: its end is gone, or it is another log. ${advice}`,
      { events: size, sealed },
    );
  }
}

function broken(to: number): SealBroken {
  const from = Math.floor((to - 1) / rootEvery) * rootEvery;
  return new SealBroken(
    `The log is not the one that was sealed: its first ${from} events are, and of the events ${from + 1} to ${to} one was changed, left out or put in. ${advice}`,
    { from: from + 1, to },
  );
}

const advice =
  'Keep it as it is, and restore a backup to another store. If it is another log, move the folder of its seals away.';

/** What verifying found, and holding the log against its seals. */
export interface SealedVerification extends Verification {
  /** Why the log is not the one that was sealed, in words; null where it is, or where nothing was sealed. */
  readonly sealFault: string | null;
}

/**
 * As `verifyStore`, and whether the log begins with everything that was sealed of it: events that were changed with all hashes after
 * them, and an end that was cut off, are found by that alone.
 * @throws StoreUnavailable, StoreDamaged
 */
export async function verifySealed(
  store: EventStore & Verifiable,
  seals: readonly Sealed[],
  options: Pick<VerifyOptions, 'validate' | 'noted'> = {},
): Promise<SealedVerification> {
  if (seals.length === 0) return { ...(await verifyStore(store, options)), sealFault: null };
  const held = new HeldLog(seals);
  let fault: string | null = null;
  const noting = (work: () => void): void => {
    if (fault !== null) return;
    try {
      work();
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      fault = error.message;
    }
  };
  const found = await verifyStore(store, {
    ...options,
    sound: (recorded) => noting(() => held.take(recorded)),
  });
  // of a log that breaks off, what was read is all that can be held against seals
  if (found.firstBroken === null) noting(() => held.end());
  if (fault === null) return { ...found, sealFault: null };
  const unplaced = { position: null, stream: null, revision: null, reason: fault };
  const firstBroken = found.firstBroken ?? unplaced;
  return { ...found, valid: false, firstBroken, sealFault: fault };
}
