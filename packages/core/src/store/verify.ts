import { TimelineError } from '../errors.ts';
import { checkLogged } from '../events/catalogue.ts';
import type { EventEnvelope, Recorded } from '../events/envelope.ts';
import { StoreDamaged } from './errors.ts';
import type { EventStore, Head, Page, Position } from './event-store.ts';
import { beginning } from './event-store.ts';
import {
  breakIn,
  headHashAfter,
  noHash,
  type SealedEvent,
  seal,
  type TimedTail,
} from './integrity.ts';
import { defaultPageSize } from './read-options.ts';

/** The first place where the log is not what was written; null where the place is not known. */
export interface BrokenPlace {
  /** Position of the first event that is not what was written. */
  readonly position: Position | null;
  /** Its stream. */
  readonly stream: string | null;
  /** Its place in that stream, from 0. */
  readonly revision: number | null;
  /** What is wrong, in words. */
  readonly reason: string;
}

/** What verifying a log found. */
export interface Verification {
  /** Events that were read and found sound. */
  readonly events: number;
  /** Streams that were read and found sound. */
  readonly streams: number;
  /** What the store says its end is. */
  readonly head: Head;
  /** True where nothing is broken. */
  readonly valid: boolean;
  /** Where it first is not what was written; null where all is well. */
  readonly firstBroken: BrokenPlace | null;
  /** What the engine says of its own storage, one finding a line; empty where all is well. */
  readonly problems: readonly string[];
}

/** What a log is held against. */
export interface VerifyOptions {
  /** Checks each event, and throws where it does not fit; default `validateLogged`. */
  readonly validate?: (event: unknown) => EventEnvelope;
  /** Hash of a head that was noted elsewhere: the log must have had it at some time, or its end was cut off or rewritten. */
  readonly noted?: string | undefined;
  /** Given for logs that number their events without a gap. */
  readonly positionAfter?: (position: Position) => Position;
  /** Told of every event that is sound, in order, with the text it is sealed as. */
  readonly sound?: (recorded: Recorded, text: string) => void;
}

/** One finding of an engine about its own storage. */
export interface StorageProblem {
  readonly reason: string;
  readonly event?: {
    readonly position: Position;
    readonly stream: string;
    readonly revision: number;
  };
}

/** An event that is sound, and the text it is sealed as. */
export interface SealedText {
  readonly position: Position;
  readonly text: string;
}

/** Events whose stored texts were compared with what they are sealed as, from the beginning of the log. */
export interface ComparedTexts {
  /** The last of them. */
  readonly to: Position;
  readonly problems: readonly StorageProblem[];
}

/** What an engine may offer to `verifyStore` beside the port. */
export interface Verifiable {
  /**
   * Damage of the storage below the log, one finding each, at its event where it lies in one. Texts that were compared
   * already are not rendered again; what was found in them is told in its place.
   */
  integrityProblems?(compared?: ComparedTexts): Promise<readonly StorageProblem[]>;
  /** Texts, of events that follow each other in the log, that are stored otherwise than they are sealed. */
  otherTexts?(sealed: readonly SealedText[]): readonly StorageProblem[];
  /** When the last event was recorded; empty for an empty log. */
  recordedTo?(): Promise<string>;
  /** The position that follows another; offered by engines that number their events without a gap. */
  readonly positionAfter?: (position: Position) => Position;
}

/**
 * Recomputes every hash of a log read in order, from its beginning, and compares its end with the head that the
 * store keeps: a changed event, one left out, one out of order or a lost tail is found, and named by its place.
 * Every event is also held against the catalogue. Someone who rewrites events, all hashes after them and the
 * head as well is only found by a head noted elsewhere (`noted`), and so is an end that was cut off whole.
 */
export async function verifyLog(
  pages: AsyncIterable<readonly Recorded[]> | Iterable<readonly Recorded[]>,
  head: Head,
  { validate = checkLogged, noted, positionAfter, sound }: VerifyOptions = {},
): Promise<Verification> {
  const tails = new Map<string, TimedTail>();
  let end: Position = beginning;
  let events = 0;
  let hash = noHash;
  let met = noted === undefined || noted === hash;

  const conclude = (firstBroken: BrokenPlace | null): Verification => ({
    events,
    streams: tails.size,
    head,
    valid: firstBroken === null,
    firstBroken,
    problems: [],
  });

  try {
    for await (const page of pages) {
      for (const recorded of page) {
        const { stream, revision, position, chainHash, recorded: time } = recorded;
        const place = { position, stream, revision };
        const sealed = sealedOrWhy(recorded.event);
        if (typeof sealed === 'string') return conclude({ ...place, reason: sealed });
        const reason =
          breakIn(recorded, sealed, end, tails.get(stream), positionAfter) ??
          misfit(recorded.event, validate);
        if (reason !== null) return conclude({ ...place, reason });
        sound?.(recorded, sealed.text);
        tails.set(stream, { revision, chainHash, recorded: time });
        hash = headHashAfter(hash, stream, chainHash);
        met ||= hash === noted;
        end = position;
        events += 1;
      }
    }
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    const { position = positionAfter?.(end) ?? null, stream, revision } = error.place;
    return conclude({
      position,
      stream: stream ?? null,
      revision: revision ?? null,
      reason: error.message,
    });
  }
  const found = { position: end, events, streams: tails.size, hash };
  return conclude(brokenEnd(found, head, positionAfter) ?? (met ? null : neverMet(events, noted!)));
}

function sealedOrWhy(event: EventEnvelope): SealedEvent | string {
  try {
    return seal(event);
  } catch (error) {
    if (error instanceof TimelineError) return error.message;
    throw error;
  }
}

function misfit(event: EventEnvelope, validate: (event: unknown) => EventEnvelope): string | null {
  try {
    validate(event);
    return null;
  } catch (error) {
    if (error instanceof TimelineError) return error.message;
    throw error;
  }
}

function neverMet(events: number, noted: string): BrokenPlace {
  return {
    position: null,
    stream: null,
    revision: null,
    reason: `it holds together, but none of its ${events} events ends in the head ${noted} that was noted: events that were on record then are gone or changed, or it is another log`,
  };
}

function brokenEnd(
  found: Head,
  head: Head,
  positionAfter?: (position: Position) => Position,
): BrokenPlace | null {
  const at = { stream: null, revision: null };
  if (found.events < head.events) {
    return {
      ...at,
      position: positionAfter?.(found.position) ?? null,
      reason: `the log ends after ${found.events} events, but its head says ${head.events}: ${head.events - found.events} are missing from the end or from the ends of their streams`,
    };
  }
  if (found.events > head.events || found.position !== head.position) {
    return {
      ...at,
      position: found.position,
      reason: `the log ends at ${found.position} with ${found.events} events, but its head says ${head.position} with ${head.events}`,
    };
  }
  if (found.streams !== head.streams || found.hash !== head.hash) {
    return {
      ...at,
      position: null,
      reason:
        'every event fits the one before it, but all together do not have the hash of the head: the end of a stream was rewritten, a stream renamed, or the head changed',
    };
  }
  return null;
}

/**
 * Verifies any engine's log through the port, and its storage where the engine offers that.
 * @throws StoreUnavailable where the store cannot be read for another reason than damage
 */
export async function verifyStore(
  store: EventStore & Verifiable,
  { validate, noted, sound }: Pick<VerifyOptions, 'validate' | 'noted' | 'sound'> = {},
): Promise<Verification> {
  const head = await store.head();
  const texts = new Comparison(store);
  let chars = 0;
  const pages = pagesUpTo(store, head, () => chars);
  const verification = await verifyLog(pages, head, {
    ...(validate && { validate }),
    noted,
    ...(store.positionAfter && { positionAfter: store.positionAfter }),
    sound: (recorded, text) => {
      chars += text.length;
      if (store.otherTexts) texts.take({ position: recorded.position, text });
      sound?.(recorded, text);
    },
  });
  const found = (await store.integrityProblems?.(texts.end())) ?? [];
  if (found.length === 0) return verification;
  const nowhere = { position: null, stream: null, revision: null };
  const { reason, event } = found[0]!;
  const firstBroken = verification.firstBroken ?? { ...nowhere, ...event, reason };
  const problems = found.map((problem) => problem.reason);
  return { ...verification, valid: false, firstBroken, problems };
}

/** So many characters of events are looked at together: few events are long, but a question in quarantine may hold hundreds of claims. */
const charsAtOnce = 1024 * 1024;
/** How many are read before it is known how long they are. */
const firstPageSize = 64;

/** Holds what events are sealed as against what is stored, so that no event is rendered twice for it. */
class Comparison {
  readonly #store: Verifiable;
  readonly #problems: StorageProblem[] = [];
  #waiting: SealedText[] = [];
  #chars = 0;
  #to = beginning;
  #unreadable = false;

  constructor(store: Verifiable) {
    this.#store = store;
  }

  take(sealed: SealedText): void {
    this.#waiting.push(sealed);
    this.#chars += sealed.text.length;
    if (this.#waiting.length >= defaultPageSize || this.#chars >= charsAtOnce) this.#compare();
  }

  end(): ComparedTexts {
    if (this.#waiting.length > 0) this.#compare();
    return { to: this.#to, problems: this.#problems };
  }

  #compare(): void {
    const sealed = this.#waiting;
    this.#waiting = [];
    this.#chars = 0;
    if (this.#unreadable) return;
    try {
      this.#problems.push(...(this.#store.otherTexts?.(sealed) ?? []));
      this.#to = sealed.at(-1)!.position;
    } catch (error) {
      if (!(error instanceof StoreDamaged)) throw error;
      // the engine tells of the damage itself, and of the texts from here on
      this.#unreadable = true;
    }
  }
}

/**
 * The log up to the head as it was when verifying began: others may be appending meanwhile. A page that cannot
 * be read for damage is read event by event, so that those before the damaged one are verified too. `chars` tells how many characters the
 * events had that were looked at so far: the longer they are, the fewer are held at once.
 */
async function* pagesUpTo(
  store: EventStore,
  head: Head,
  chars: () => number,
): AsyncGenerator<readonly Recorded[]> {
  let after = beginning;
  let limit = firstPageSize;
  let damaged = false;
  while (after < head.position) {
    let page: Page;
    try {
      page = await store.readAll(after, { limit, decides: true, wholly: true });
    } catch (error) {
      if (!(error instanceof StoreDamaged) || damaged) throw error;
      damaged = true;
      limit = 1;
      continue;
    }
    const before = chars();
    yield page.events.filter(({ position }) => position <= head.position);
    if (page.atEnd) return;
    after = page.next;
    const each = (chars() - before) / Math.max(1, page.events.length);
    if (!damaged) limit = Math.max(1, Math.min(defaultPageSize, Math.floor(charsAtOnce / each)));
  }
}
