import {
  authorityKey,
  authorityStream,
  beginning,
  type EventStore,
  england,
} from '@monitoring-timeline/core';
import { Breath, type Dates, type TimelineReader } from '@monitoring-timeline/projections';
import { LRUCache } from 'lru-cache';
import type { CalendarClock } from './calendar-clock.ts';
import { entriesOf } from './calendar-entries.ts';
import { type LogStep, LogSteps } from './log-steps.ts';

/** When an entry was changed last. */
export interface EntryChange {
  /** Grows with each change, and with nothing else. */
  readonly sequence: number;
  /** When what changed it was recorded; undefined where no event did. */
  readonly recorded: string | undefined;
}

type At = Dates & { readonly asOf: string; readonly upTo: string };

/** Entries of an authority by the identity of their clock and their part, each as a reader sees it. */
type ShownEntries = ReadonlyMap<string, string>;

/** As many places of the log are remembered. */
const remembered = 10_000;

/**
 * When each entry of an authority was changed last: the first place of the log since which it has been as it is. That is found by asking
 * what stood there after each step back, so that it follows from the log alone and every process tells the same.
 */
export class EntryChanges {
  readonly #timeline: TimelineReader;
  readonly #steps: LogSteps;
  readonly #shown = new LRUCache<string, ShownEntries>({ max: remembered });

  constructor(timeline: TimelineReader, store: EventStore) {
    this.#timeline = timeline;
    this.#steps = new LogSteps(store);
  }

  /** `clocksAt` tells the clocks of the authority at other dates. */
  async of(
    authority: string,
    clocks: readonly CalendarClock[],
    dates: At,
    clocksAt: (dates: At) => Promise<readonly CalendarClock[]>,
  ): Promise<(name: string) => EntryChange> {
    const stepsOf = await this.#steps.upToNow();
    const own = stepsOf(authorityStream(authorityKey(authority)));
    const national = stepsOf(authorityStream(england));
    const steps = merged(own, national).filter(({ position }) => position <= dates.upTo);
    const open = new Map(shownOf(clocks));
    const found = new Map<string, EntryChange>();
    const breath = new Breath();
    const { id, version } = this.#timeline.policy;
    for (let at = steps.length - 1; at >= 0 && open.size > 0; at -= 1) {
      const upTo = steps[at - 1]?.position ?? beginning;
      await breath.take();
      const key = [authority, upTo, dates.asOf, id, version].join(' ');
      const before = this.#shown.get(key) ?? shownOf(await clocksAt({ ...dates, upTo }));
      this.#shown.set(key, before);
      for (const [name, shown] of open) {
        if (before.get(name) === shown) continue;
        found.set(name, steps[at]!);
        open.delete(name);
      }
    }
    return (name) => found.get(name) ?? { sequence: 0, recorded: undefined };
  }
}

/** The name of an entry of a clock. */
export function entryName({ identity }: CalendarClock, part: string): string {
  return `${identity} ${part}`;
}

function shownOf(clocks: readonly CalendarClock[]): ShownEntries {
  return new Map(
    clocks.flatMap((clock) =>
      entriesOf(clock).map(({ part, first, last, summary, status }) => [
        entryName(clock, part),
        [first, last, summary, status].join('/'),
      ]),
    ),
  );
}

/** The steps of an authority and of the country in one order; a sequence is how many events both had. */
function merged(own: readonly LogStep[], national: readonly LogStep[]) {
  const all = [
    ...own.map((step) => ({ step, of: 0 as const })),
    ...national.map((step) => ({ step, of: 1 as const })),
  ].sort((a, b) => (a.step.position < b.step.position ? -1 : 1));
  const events: [number, number] = [0, 0];
  return all.map(({ step: { position, recorded, events: count }, of }) => {
    events[of] = count;
    return { position, recorded, sequence: events[0] + events[1] };
  });
}
