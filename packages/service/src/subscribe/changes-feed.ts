import type { EventStore } from '@monitoring-timeline/core';
import { v5 } from 'uuid';
import { checkpointText, nothingSeen, type Reached, readCheckpoint } from './checkpoint.ts';
import type { CloudEvents } from './cloud-events.ts';
import { invalidCheckpoint } from './errors.ts';
import { type Feed, type FeedMessage, type FeedPage, now } from './feed.ts';
import { concerns, type Interest } from './interest.ts';
import type { ProjectionTail } from './projection-tail.ts';
import type { Change, Step } from './step.ts';

/** Fixed for ever: the id of every change hangs on it. */
const namespace = '3f0b6d1e-9d0c-5a57-8d43-52a1a0f1c7be';

export interface ChangesFeedOptions {
  readonly store: EventStore;
  readonly tail: ProjectionTail;
  readonly interest: Interest;
  readonly cloudEvents: CloudEvents;
  /** What its checkpoints are bound to: log, policy and what is asked. */
  readonly ground: string;
}

/**
 * How the answers of a projection change. Who begins without a checkpoint is given the present answers, each as a change from nothing;
 * who comes back is given what differs from what they had: each difference once, whatever lay between.
 */
export class ChangesFeed implements Feed {
  readonly #options: ChangesFeedOptions;
  readonly #leave: () => void;
  readonly #closed = new AbortController();
  #caughtUp = false;
  /** The step that the reader is in the middle of. */
  #step: Step | undefined;

  constructor(options: ChangesFeedOptions) {
    this.#options = options;
    this.#leave = options.tail.follow();
  }

  async begin(given: string | undefined): Promise<string> {
    const { store, tail, ground } = this.#options;
    if (given === undefined || given === '') return checkpointText(ground, nothingSeen);
    if (given === now) {
      const from = await tail.present(this.#closed.signal);
      return checkpointText(ground, { from, within: undefined });
    }
    const reached = readCheckpoint(ground, given);
    const { position } = await store.head();
    for (const place of [reached.from, reached.within?.to]) {
      if (place && place.position > position) {
        throw invalidCheckpoint(given, `this log ends at ${position || 'its beginning'}`);
      }
    }
    return checkpointText(ground, reached);
  }

  async read(after: string, limit: number): Promise<FeedPage> {
    const { tail, ground } = this.#options;
    if (!this.#caughtUp) {
      // caught up is who has all that there was when they came
      await tail.present(this.#closed.signal);
      this.#caughtUp = true;
    }
    const seen = tail.seen;
    let reached = readCheckpoint(ground, after);
    const messages: FeedMessage[] = [];
    while (messages.length < limit) {
      const step = await this.#next(reached);
      if (!step) return { messages, next: checkpointText(ground, reached), atEnd: true, seen };
      const past = reached.within?.key;
      const wanted = step.changes.filter(
        (change) => (past === undefined || change.key > past) && this.#wants(change),
      );
      const taken = wanted.slice(0, limit - messages.length);
      const whole = taken.length === wanted.length;
      const end = { from: step.to, within: undefined };
      for (const [index, change] of taken.entries()) {
        const last = whole && index === taken.length - 1;
        const within = { from: step.from, within: { to: step.to, key: change.key } };
        messages.push(this.#message(step, change, checkpointText(ground, last ? end : within)));
      }
      if (!whole) break;
      this.#step = undefined;
      reached = end;
    }
    const next = messages.at(-1)?.checkpoint ?? checkpointText(ground, reached);
    return { messages, next, atEnd: false, seen };
  }

  moved(seen: number, signal: AbortSignal): Promise<void> {
    return this.#options.tail.moved(seen, signal);
  }

  close(): void {
    this.#step = undefined;
    this.#closed.abort();
    this.#leave();
  }

  async #next({ from, within }: Reached): Promise<Step | undefined> {
    const { tail } = this.#options;
    const step = this.#step;
    const [is, wanted] = [step && [step.from, step.to], [from, within?.to]];
    if (within && JSON.stringify(is) === JSON.stringify(wanted)) return step;
    this.#step = within
      ? await tail.step(from, within.to)
      : await tail.stepFrom(from, this.#closed.signal);
    return this.#step;
  }

  #wants({ authority, before, after }: Change): boolean {
    const { interest, tail } = this.#options;
    const { area, rule } = interest;
    if (!tail.projection.ofWhole && !concerns(interest, authority)) return false;
    if (rule !== undefined && ![before, after].some((row) => ruleOf(row) === rule)) return false;
    if (area === undefined) return true;
    return this.#area(before, area) !== this.#area(after, area);
  }

  /** What an answer says of one area, as far as it is settled. */
  #area(answer: unknown, area: string): string {
    const { projection } = this.#options.tail;
    return JSON.stringify(areaOf(JSON.parse(projection.settled(answer)), area));
  }

  #message({ from, to }: Step, change: Change, checkpoint: string): FeedMessage {
    const { cloudEvents, interest, tail } = this.#options;
    const { topic, region } = interest;
    const { key, authority, before, after } = change;
    const about = tail.projection.ofWhole ? (region ?? null) : authority;
    const event = cloudEvents.of({
      id: v5(JSON.stringify([cloudEvents.source, topic, about, key, from, to]), namespace),
      type: `${topic}.changed`,
      subject: about,
      data: { topic, key, authority, asOf: to.day, upTo: to.position, before, after },
    });
    return { checkpoint, authority, event, text: JSON.stringify(event) };
  }
}

interface Answer {
  readonly rule?: unknown;
  readonly overall?: unknown;
  readonly areas?: Readonly<Record<string, unknown>>;
}

function ruleOf(answer: unknown): unknown {
  return (answer as Answer | null)?.rule;
}

/** What an answer says of one area; null where it says nothing. */
function areaOf(answer: unknown, area: string): unknown {
  const { areas, overall } = (answer ?? {}) as Answer;
  return areas?.[area] ?? (area === 'overall' ? overall : undefined) ?? null;
}
