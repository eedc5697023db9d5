import { setImmediate } from 'node:timers/promises';
import type { Recorded } from '../events/envelope.ts';
import type { EventStore, Head, Position } from '../store/event-store.ts';
import { beginning } from '../store/event-store.ts';
import { type Verifiable, verifyStore } from '../store/verify.ts';
import { NotSealed, SealBroken } from './errors.ts';
import type { SealKey } from './key.ts';
import { GrowingTree, Leaves } from './merkle.ts';
import { eventLeaf, isSignedBefore, rootEvery, type Seal, signHead } from './seal.ts';

/** The part of a seal that a log is held against. */
export type Sealed = Pick<Seal, 'thousands'> & {
  readonly head: Pick<Seal['head'], 'events' | 'root'>;
};

/** Who seals, when, and after what. */
export interface SealOptions {
  /** The operator's. */
  readonly key: SealKey;
  /** The time that the head bears. */
  readonly now: Date;
  /** What was sealed before: the log must begin with it. */
  readonly before?: Seal | undefined;
}

/**
 * Verifies a whole log and signs its head. What was sealed before must be the beginning of it, so that no two seals of a key
 * ever contradict each other.
 * @throws NotSealed where nothing is there, the log does not verify or the clock stands before the last seal; SealBroken; StoreUnavailable
 */
export async function sealLog(
  store: EventStore & Verifiable,
  { key, now, before }: SealOptions,
): Promise<Seal> {
  const made = now.toISOString();
  if (before !== undefined && isSignedBefore({ made }, before.head)) {
    throw new NotSealed(
      `It is ${made} here, and the last seal was made on ${before.head.made}: a seal that is dated before it would prove no growth. Set the clock of this machine, then seal again.`,
      { made, before: before.head.made },
    );
  }
  const tree = new GrowingTree();
  const held = new Roots(before);
  const { valid, head, firstBroken } = await verifyStore(store, {
    sound: (recorded) => {
      tree.add(eventLeaf(recorded, recorded.contentHash));
      held.take(tree);
    },
  });
  if (!valid) {
    throw new NotSealed(
      `The log is not sealed, as it does not verify: ${firstBroken?.reason ?? 'see `timeline verify`'}. Restore the last backup to another store.`,
      { position: firstBroken?.position ?? null },
    );
  }
  if (tree.size === 0) throw new NotSealed('There is no event to seal. Import something first.');
  held.end(tree.size);
  const found = { events: tree.size, root: tree.root().toString('hex'), head: head.hash };
  return signHead({ ...found, made }, held.thousands, key);
}

/**
 * Reads the leaves of a log up to what a seal covers, and holds them against it.
 * @throws SealBroken where the log does not begin with what was sealed, with the first thousand that differs
 */
export async function sealedLeaves(
  store: EventStore,
  sealed: Sealed,
  onEvent: (recorded: Recorded, index: number) => void = () => {},
): Promise<Leaves> {
  const [leaves, tree, held] = [new Leaves(), new GrowingTree(), new Roots(sealed)];
  for await (const { events } of pagesOf(store, await store.head())) {
    for (const recorded of events) {
      if (tree.size === sealed.head.events) return leaves;
      onEvent(recorded, tree.size);
      const leaf = eventLeaf(recorded, recorded.contentHash);
      leaves.add(leaf);
      tree.add(leaf);
      held.take(tree);
    }
  }
  held.end(tree.size);
  return leaves;
}

async function* pagesOf(store: EventStore, { position }: Head) {
  let after: Position = beginning;
  while (after < position) {
    const page = await store.readAll(after, { limit: 500, decides: true });
    yield page;
    if (page.atEnd) return;
    after = page.next;
    // who proves for others has more to do
    await setImmediate();
  }
}

/** Holds a tree that grows against what was sealed of it, and notes its root at each thousand. */
class Roots {
  readonly #sealed: Sealed | undefined;
  readonly thousands: string[] = [];

  constructor(sealed: Sealed | undefined) {
    this.#sealed = sealed;
  }

  take(tree: GrowingTree): void {
    const { size } = tree;
    const sealed = this.#sealed;
    const atEnd = size === sealed?.head.events;
    if (size % rootEvery !== 0 && !atEnd) return;
    const root = tree.root().toString('hex');
    if (size % rootEvery === 0) {
      const wanted = sealed?.thousands[this.thousands.length] ?? root;
      this.thousands.push(root);
      if (wanted !== root) throw this.#broken(size);
    }
    if (atEnd && sealed.head.root !== root) throw this.#broken(size);
  }

  end(size: number): void {
    const sealed = this.#sealed?.head.events ?? 0;
    if (size >= sealed) return;
    throw new SealBroken(
      `The log holds ${size} events, and ${sealed} were sealed: its end is gone, or it is another log. ${advice}`,
      { events: size, sealed },
    );
  }

  #broken(to: number): SealBroken {
    const from = Math.floor((to - 1) / rootEvery) * rootEvery;
    return new SealBroken(
      `The log is not the one that was sealed: its first ${from} events are, and of the events ${from + 1} to ${to} one was changed, left out or put in. ${advice}`,
      { from: from + 1, to },
    );
  }
}

const advice =
  'See `timeline verify`, and restore a backup. If it is another log, move the folder of its seals away.';
