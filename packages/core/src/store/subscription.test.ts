import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginning, type Recorded } from '../events/envelope.ts';
import { anId } from '../testing/claims.ts';
import type { Page, Position, SubscriptionMessage } from './event-store.ts';
import { passes } from './filter.ts';
import { ordinalOf, positionOf } from './positions.ts';
import {
  type SubscriptionEffect,
  type SubscriptionInput,
  type SubscriptionState,
  subscriptionFrom,
  subscriptionStep,
} from './subscription.ts';

/** Event number `n` of the log; every third is of another type. */
function event(n: number): Recorded {
  const type = n % 3 === 0 ? 'Other' : 'Usual';
  return {
    event: { id: anId(`id-${n}`), type, version: 1, data: {} },
    stream: 'a',
    revision: n - 1,
    position: positionOf(n),
    recorded: '',
    contentHash: '',
    chainHash: '',
  };
}

const events = (from: number, to: number): Recorded[] =>
  Array.from({ length: to - from + 1 }, (_, n) => event(from + n));

const page = (from: number, to: number, atEnd: boolean): SubscriptionInput => ({
  kind: 'page',
  page: { events: events(from, to), next: positionOf(to), atEnd },
});

const appended = (from: number, to: number): SubscriptionInput => ({
  kind: 'appended',
  after: positionOf(from - 1),
  upTo: positionOf(to),
  events: events(from, to),
});

const emitted: SubscriptionInput = { kind: 'emitted' };

/** Feeds the inputs to a machine and gives all effects, each written in short. */
function told(inputs: readonly SubscriptionInput[], start = subscriptionFrom(beginning)): string[] {
  let state = start;
  const effects: string[] = [];
  for (const input of inputs) {
    const [next, wanted] = subscriptionStep(state, input);
    state = next;
    effects.push(...wanted.map(inShort));
  }
  return effects;
}

function inShort(effect: SubscriptionEffect): string {
  if (effect.kind === 'read') return `read after ${ordinalOf(effect.after)}`;
  if (effect.kind !== 'emit') return effect.kind;
  const { message } = effect;
  return message.kind === 'caught-up'
    ? `caught up at ${ordinalOf(message.checkpoint)}`
    : `emit ${message.events.map(({ position }) => ordinalOf(position)).join(',')}`;
}

describe('the subscription machine', () => {
  it('listens before it reads', () => {
    expect(told([{ kind: 'start' }])).toEqual(['listen', 'read after 0']);
  });

  it('reads page after page, one at a time, until the end, and then says that it has caught up', () => {
    expect(
      told([{ kind: 'start' }, page(1, 2, false), emitted, page(3, 3, true), emitted, emitted]),
    ).toEqual(['listen', 'read after 0', 'emit 1,2', 'read after 2', 'emit 3', 'caught up at 3']);
  });

  it('drains what it heard while it read, without what the page already gave', () => {
    expect(
      told([{ kind: 'start' }, appended(2, 3), appended(4, 4), page(1, 3, true), emitted, emitted]),
    ).toEqual(['listen', 'read after 0', 'emit 1,2,3', 'emit 4', 'caught up at 4']);
  });

  it('gives the rest of a batch of which a page gave the beginning', () => {
    expect(told([{ kind: 'start' }, appended(2, 4), page(1, 2, true), emitted])).toEqual([
      'listen',
      'read after 0',
      'emit 1,2',
      'emit 3,4',
    ]);
  });

  const live = [{ kind: 'start' }, page(1, 1, true), emitted, emitted] as const;

  it('hands on live events without reading, and without saying again that it has caught up', () => {
    expect(told([...live, appended(2, 3), emitted]).slice(4)).toEqual(['emit 2,3']);
  });

  it('reads again where a live batch leaves a gap', () => {
    expect(told([...live, appended(4, 4), page(2, 4, true), emitted, emitted]).slice(4)).toEqual([
      'read after 1',
      'emit 2,3,4',
      'caught up at 4',
    ]);
  });

  it('reads again after the page where it hears meanwhile that the log has grown', () => {
    const inputs = [
      ...live,
      { kind: 'grown' },
      { kind: 'grown' },
      page(2, 2, true),
      emitted,
    ] as const;
    expect(told(inputs).slice(4)).toEqual(['read after 1', 'emit 2', 'read after 2']);
  });

  it('goes back to reading where its buffer overflows, and keeps nothing of it', () => {
    const small = subscriptionFrom(beginning, undefined, 2);
    const inputs = [{ kind: 'start' }, appended(1, 2), appended(3, 3), page(1, 2, true)] as const;
    expect(told([...inputs, emitted], small)).toEqual([
      'listen',
      'read after 0',
      'emit 1,2',
      'read after 2',
    ]);
  });

  it('moves its checkpoint over live events that the filter holds back', () => {
    const filtered = subscriptionFrom(beginning, { types: ['Other'] });
    const inputs = [
      { kind: 'start' },
      appended(1, 2),
      page(1, 0, true),
      emitted,
      appended(3, 3),
    ] as const;
    expect(told(inputs, filtered)).toEqual(['listen', 'read after 0', 'caught up at 2', 'emit 3']);
  });

  it('passes an error on and is deaf afterwards', () => {
    const inputs = [{ kind: 'start' }, { kind: 'failed', error: 'why' }, page(1, 1, true)] as const;
    expect(told(inputs)).toEqual(['listen', 'read after 0', 'fail']);
  });

  it('completes when the store is closed', () => {
    expect(told([...live, { kind: 'closed' }, appended(2, 2)]).slice(4)).toEqual(['complete']);
  });

  it('gives every event once and in order, with a bounded buffer, however appends, notices and pages interleave', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.record({ act: fc.constant('ours' as const), size: fc.integer({ min: 1, max: 5 }) }),
            fc.record({
              act: fc.constant('theirs' as const),
              size: fc.integer({ min: 1, max: 5 }),
            }),
            fc.record({
              act: fc.constantFrom('hear' as const, 'peek' as const, 'answer' as const),
            }),
          ),
          { maxLength: 80 },
        ),
        fc.integer({ min: 0, max: 6 }),
        fc.boolean(),
        (steps, startAt, filtered) => {
          const simulation = new Simulation(startAt, filtered);
          for (const step of steps) simulation.take(step);
          simulation.settle();
          expect(simulation.given()).toEqual(simulation.expected());
          expect(simulation.largestBuffer).toBeLessThanOrEqual(bufferLimit);
          expect(simulation.messages.at(-1)?.checkpoint).toBeDefined();
          expect(simulation.state.checkpoint).toBe(positionOf(simulation.log));
          expect(simulation.state.phase).toBe('idle');
          expect(simulation.messages.some(({ kind }) => kind === 'caught-up')).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const bufferLimit = 6;

type Step =
  | { readonly act: 'ours' | 'theirs'; readonly size: number }
  | { readonly act: 'hear' | 'peek' | 'answer' };

/** A log with two writers; notices, page reads and deliveries take as long as the test pleases. */
class Simulation {
  log = 6;
  state: SubscriptionState;
  readonly messages: SubscriptionMessage[] = [];
  largestBuffer = 0;
  readonly #start: number;
  readonly #filter;
  readonly #notices: SubscriptionInput[] = [];
  #effect: SubscriptionEffect | undefined;
  #page: Page | undefined;
  #listening = false;

  constructor(startAt: number, filtered: boolean) {
    this.#start = startAt;
    this.#filter = filtered ? { types: ['Usual'] } : undefined;
    this.state = subscriptionFrom(positionOf(startAt), this.#filter, bufferLimit);
    this.#feed({ kind: 'start' });
  }

  take(step: Step): void {
    switch (step.act) {
      case 'ours':
        this.#notice(appended(this.log + 1, this.log + step.size));
        this.log += step.size;
        break;
      case 'theirs':
        this.log += step.size;
        this.#notice({ kind: 'grown' });
        break;
      case 'hear': {
        const notice = this.#notices.shift();
        if (notice) this.#feed(notice);
        break;
      }
      case 'peek':
        // the read sees the log as it is now, and is answered later
        if (this.#effect?.kind === 'read') this.#page ??= this.#read(this.#effect.after);
        break;
      case 'answer':
        this.#answer();
        break;
    }
  }

  settle(): void {
    while (this.#effect || this.#notices.length > 0) {
      this.take({ act: 'hear' });
      this.take({ act: 'answer' });
    }
  }

  given(): Position[] {
    return this.messages.flatMap((message) =>
      message.kind === 'events' ? message.events.map(({ position }) => position) : [],
    );
  }

  expected(): Position[] {
    return events(this.#start + 1, this.log)
      .filter((recorded) => passes(this.#filter, recorded))
      .map(({ position }) => position);
  }

  #notice(notice: SubscriptionInput): void {
    if (this.#listening) this.#notices.push(notice);
  }

  #answer(): void {
    const effect = this.#effect;
    if (effect === undefined) return;
    this.#effect = undefined;
    if (effect.kind === 'read') {
      const answer = this.#page ?? this.#read(effect.after);
      this.#page = undefined;
      this.#feed({ kind: 'page', page: answer });
    } else if (effect.kind === 'emit') {
      this.messages.push(effect.message);
      this.#feed(emitted);
    }
  }

  #read(after: Position): Page {
    const from = ordinalOf(after);
    const to = Math.min(this.log, from + 3);
    return {
      events: events(from + 1, to).filter((recorded) => passes(this.#filter, recorded)),
      next: positionOf(to),
      atEnd: to === this.log,
    };
  }

  #feed(input: SubscriptionInput): void {
    const [next, effects] = subscriptionStep(this.state, input);
    this.state = next;
    this.largestBuffer = Math.max(this.largestBuffer, next.buffered);
    for (const effect of effects) {
      if (effect.kind === 'listen') this.#listening = true;
      else {
        expect(this.#effect, 'one effect is under way at a time').toBeUndefined();
        this.#effect = effect;
      }
    }
  }
}
