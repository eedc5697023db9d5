import { hash } from 'node:crypto';
import {
  addDays,
  beginning,
  type EventStore,
  epochDay,
  isoDay,
  type Position,
} from '@monitoring-timeline/core';
import { instantGiven, londonToday, shippedFacts } from '@monitoring-timeline/projections';
import type { ServiceContext } from '../context/context.ts';

/** What an answer rests on beside the question: another state of it may give another answer. */
export interface Ground {
  readonly position: Position;
  /** When the last event was recorded; undefined while the log is empty. */
  readonly recorded: string | undefined;
  /** Today in London. */
  readonly today: string;
  /** State of the register of names. */
  readonly names: string;
  /** Names the directory and the calendar that this program ships: another version of it may ship others. */
  readonly shipped: string;
}

/** What tells an answer from the one to the same question on other ground, but for the day. */
export function restsOn(
  { store, timeline }: Pick<ServiceContext, 'store' | 'timeline'>,
  { position, names, shipped }: Omit<Ground, 'recorded' | 'today'>,
): readonly string[] {
  const { id, version } = timeline.policy;
  return [store.id, position, names, id, version, shipped];
}

/** No event has this type: the store passes over its log without reading any. */
const none = { types: ['-'] };

/** Finds when the last event of a log was recorded without reading the log from its beginning. */
class LastRecorded {
  readonly #store: EventStore;
  #reached: Position = beginning;
  #recorded: string | undefined;

  constructor(store: EventStore) {
    this.#store = store;
  }

  async at(position: Position): Promise<string | undefined> {
    if (position <= this.#reached) return this.#recorded;
    let from = this.#reached;
    for (;;) {
      const page = await this.#store.readAll(from, { filter: none });
      if (page.atEnd || page.next === from) break;
      from = page.next;
    }
    for (;;) {
      const page = await this.#store.readAll(from);
      const last = page.events.at(-1);
      if (last && last.position > this.#reached) {
        this.#recorded = last.recorded;
        this.#reached = last.position;
      }
      if (page.atEnd) return this.#recorded;
      from = page.next;
    }
  }
}

/** Tells the ground on which answers stand at this moment. */
export function groundOf(context: ServiceContext): () => Promise<Ground> {
  const last = new LastRecorded(context.store);
  return async () => {
    const names = await context.names.refresh();
    await context.timeline.refreshDirectory();
    const { position } = await context.store.head();
    const recorded = await last.at(position);
    const today = londonToday(new Date(context.clock.now()));
    return { position, recorded, today, names, shipped: shippedFacts() };
  };
}

/** A strong validator of one representation. */
export function etagOf(parts: readonly unknown[]): string {
  return `"${hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 27)}"`;
}

/** True where `If-None-Match` names the validator, weakly compared, or any. */
export function matches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

/** A date may stand for a validator once it is this old: within a second, two answers may share one. */
const strongAfterMs = 60_000;

/** True where nothing changed since the instant that `If-Modified-Since` names. */
export function unmodified(since: string, lastModified: number, now: number): boolean {
  const instant = Date.parse(since);
  return instant >= lastModified && now - lastModified > strongAfterMs;
}

/** When an answer changed last, to the second: with the log, or when the day began that turned it. */
export function modifiedAt(
  { recorded }: Pick<Ground, 'recorded'>,
  turned: string | undefined,
): number | undefined {
  const midnight =
    turned === undefined ? undefined : Date.parse(endOf(isoDay(addDays(epochDay(turned), -1)))) + 1;
  const taken = recorded === undefined ? undefined : Date.parse(recorded);
  const latest = Math.max(midnight ?? 0, taken ?? 0);
  return latest === 0 ? undefined : Math.floor(latest / 1000) * 1000;
}

/** The last instant of a day in London. */
function endOf(day: string): string {
  return instantGiven({ name: 'today', example: (value) => value }, day);
}
