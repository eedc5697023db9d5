import { hash } from 'node:crypto';
import type { EventEnvelope, Recorded } from '../events/envelope.ts';
import { beginning, type EventStore, type Position } from '../store/event-store.ts';
import { NotProved, SealBroken } from './errors.ts';
import type { Leaves } from './merkle.ts';
import { faultOfInclusion, type GrowthProof, type InclusionProof, isCovered } from './proofs.ts';
import { isSignedBefore, type Seal } from './seal.ts';
import { sealedLeaves } from './sealing.ts';

/** Bytes by which an event is found again. */
const idBytes = 16;
/** Events between two places from which the log is read again. */
const pageSize = 500;

/** How a proof is drawn, and for whom. */
export interface ProvingOptions {
  /** Which seal proves: the one that the log was read up to, or one of a beginning of it. */
  readonly seal?: Seal;
  /** Events that whoever asks may see; others are answered as if they were not there. */
  readonly mayRead?: (event: EventEnvelope) => boolean;
}

/**
 * A log up to what a seal covers, held against it and at hand to draw proofs from: 80 bytes an event. What lies there cannot change
 * unseen, so it goes on holding as the log grows.
 */
export class SealedLog {
  /** Up to where the log was read. */
  readonly seal: Seal;
  readonly #store: EventStore;
  readonly #leaves: Leaves;
  readonly #ids: Buffer;
  /** After which position every `pageSize` events begin. */
  readonly #begins: readonly Position[];

  private constructor(
    store: EventStore,
    seal: Seal,
    found: { readonly leaves: Leaves; readonly ids: Buffer; readonly begins: readonly Position[] },
  ) {
    this.seal = seal;
    this.#store = store;
    this.#leaves = found.leaves;
    this.#ids = found.ids;
    this.#begins = found.begins;
  }

  /** Reads a log up to what a seal covers. @throws SealBroken, StoreUnavailable */
  static async read(store: EventStore, seal: Seal): Promise<SealedLog> {
    const ids = Buffer.alloc(seal.head.events * idBytes);
    const begins: Position[] = [];
    let last: Position = beginning;
    const leaves = await sealedLeaves(store, seal, ({ event, position }, index) => {
      if (index % pageSize === 0) begins.push(last);
      bytesOf(event.id).copy(ids, index * idBytes);
      last = position;
    });
    return new SealedLog(store, seal, { leaves, ids, begins });
  }

  /** Draws the proof that an event lay in the log. @throws NotProved, SealBroken, StoreUnavailable */
  async proveEvent(id: string, options: ProvingOptions = {}): Promise<InclusionProof> {
    const { seal = this.seal, mayRead = () => true } = options;
    this.#holds(seal);
    const index = this.#indexOf(id, seal.head.events);
    const found = index === undefined ? undefined : await this.#read(index, id);
    if (index === undefined || found === undefined || !mayRead(found.event)) {
      throw new NotProved(
        `No event ${id} lies among the ${seal.head.events} that were sealed on ${seal.head.made}. Copy its id from \`timeline history AUTHORITY --json\`; if it came later, seal again first.`,
        { id },
      );
    }
    const { stream, revision, recorded, chainHash, event } = found;
    const proof: InclusionProof = {
      format: 'monitoring-timeline/inclusion/1',
      head: seal.head,
      index,
      path: this.#leaves.pathOf(index, seal.head.events).map(digits),
      stream,
      revision,
      recorded,
      chainHash,
      event: coveredOf(event) as InclusionProof['event'],
    };
    const fault = faultOfInclusion(proof);
    if (fault === null) return proof;
    throw new SealBroken(
      `The content of event ${id} is not what its hash says: it was changed. See \`timeline verify\`.`,
      { id },
    );
  }

  /** Draws the proof that the log only grew from one seal to another. @throws NotProved, SealBroken */
  proveGrowth(from: Seal, to: Seal = this.seal): GrowthProof {
    if (from.head.events > to.head.events) {
      throw new NotProved(
        `The earlier seal covers ${from.head.events} events and the later one ${to.head.events}. Give them the other way round, or seal again first.`,
      );
    }
    if (isSignedBefore(to.head, from.head)) {
      throw new NotProved(
        `The seal of ${to.head.events} events was signed before that of ${from.head.events}: on ${to.head.made} and on ${from.head.made}. A clock was wrong. Set it right, seal again, and take that seal as the later one.`,
      );
    }
    for (const seal of [to, from]) this.#holds(seal);
    const path = this.#leaves.growthFrom(from.head.events, to.head.events).map(digits);
    return { format: 'monitoring-timeline/growth/1', from: from.head, to: to.head, path };
  }

  /** @throws NotProved where a seal covers more than was read, SealBroken where it covers something else */
  #holds({ head: { events, root, made } }: Seal): void {
    if (events > this.#leaves.size) {
      throw new NotProved(
        `The seal of ${made} covers ${events} events, and the log was read up to event ${this.#leaves.size}. Ask again by the later seal.`,
      );
    }
    // what it was read by was held against it event by event
    if (root === this.seal.head.root || digits(this.#leaves.root(0, events)) === root) return;
    throw new SealBroken(
      `The log does not begin with what was sealed on ${made}: of its first ${events} events some are others. One of the two seals is of another log.`,
    );
  }

  #indexOf(id: string, within: number): number | undefined {
    const wanted = bytesOf(id);
    const end = within * idBytes;
    let at = this.#ids.indexOf(wanted);
    // the same bytes may stand across two ids
    while (at >= 0 && at % idBytes !== 0) at = this.#ids.indexOf(wanted, at + 1);
    return at < 0 || at >= end ? undefined : at / idBytes;
  }

  async #read(index: number, id: string): Promise<Recorded | undefined> {
    let after = this.#begins[Math.floor(index / pageSize)] ?? beginning;
    let left = (index % pageSize) + 1;
    for (;;) {
      const page = await this.#store.readAll(after, { limit: left, decides: true });
      const found = page.events.find(({ event }) => event.id === id);
      left -= page.events.length;
      if (found !== undefined || page.atEnd || left <= 0) return found;
      after = page.next;
    }
  }
}

/** An event without what its hash leaves out. */
function coveredOf({ metadata = {}, ...event }: EventEnvelope): EventEnvelope {
  const covered = Object.entries(metadata).filter(([key]) => isCovered(key));
  return covered.length === 0 ? event : { ...event, metadata: Object.fromEntries(covered) };
}

function bytesOf(id: string): Buffer {
  return hash('sha256', id, 'buffer').subarray(0, idBytes);
}

function digits(bytes: Buffer): string {
  return bytes.toString('hex');
}

/**
 * Draws the proof that an event lay in a log when it was sealed. The log may have grown since, been copied to another engine or
 * restored from a backup.
 * @throws NotProved where the event is not in what was sealed; SealBroken; StoreUnavailable
 */
export async function proveEvent(
  store: EventStore,
  id: string,
  seal: Seal,
): Promise<InclusionProof> {
  return (await SealedLog.read(store, seal)).proveEvent(id);
}

/**
 * Draws the proof that a log only grew from one seal to another.
 * @throws NotProved where the second covers less or was signed before; SealBroken; StoreUnavailable
 */
export async function proveGrowth(store: EventStore, from: Seal, to: Seal): Promise<GrowthProof> {
  return (await SealedLog.read(store, to)).proveGrowth(from);
}
