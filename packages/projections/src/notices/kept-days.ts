import { hash } from 'node:crypto';
import type { AuthorityKey, EpochDay, EventStore, Position } from '@monitoring-timeline/core';
import type { StateStore } from '@monitoring-timeline/core/state';
import { clocksMovedBy } from '../engine/authority-of-stream.ts';
import { readRows, writeRows } from '../engine/kept-rows.ts';
import type { OnPassedOver } from '../engine/passed-over.ts';
import { snapshotProjection } from '../engine/snapshots.ts';
import type { Policy } from '../policy/schema.ts';

/** Name under which days are kept, among what is worked out from the log. */
export const daysProjection = `${snapshotProjection}-days`;
/** Form of what is kept; another where the day on which an answer turns is found otherwise. */
export const daysForm = '1';

/** Where notices stand: a position in the log, and a day. */
export interface Reached {
  readonly position: Position;
  readonly day: EpochDay;
}

interface About extends Reached {
  readonly prefix: string;
  /** Names the rules that the days follow from. */
  readonly rules: string;
  /** Names the directory and the calendar that they follow from. */
  readonly shipped: string;
}

type Row = readonly [AuthorityKey, EpochDay];

export interface DaysOptions {
  readonly store: EventStore;
  readonly state: StateStore;
  readonly prefix: string;
  readonly policy: Policy;
  /** Names what the program ships, as `shippedFacts` does. */
  readonly shipped: string;
  readonly onPassedOver?: OnPassedOver | undefined;
}

/** The next day on which something about each authority changes by time alone. */
export interface Days {
  readonly days: ReadonlyMap<AuthorityKey, EpochDay>;
  /** Of whom something came in since, or whose day has come: their days are to be worked out. */
  readonly moved: ReadonlySet<AuthorityKey>;
}

/** Where the days on which answers turn are kept, so that who starts need not read every record to know the next of them. */
export class KeptDays {
  readonly #options: DaysOptions;

  constructor(options: DaysOptions) {
    this.#options = options;
  }

  /** Days that hold at a place, as far as they were kept before it; undefined where every record has to be read. */
  async at(reached: Reached): Promise<Days | undefined> {
    const { prefix, shipped, onPassedOver } = this.#options;
    const found = await readRows<About, Row>(this.#place);
    if (found === undefined) return undefined;
    if (typeof found === 'string') {
      onPassedOver?.(daysProjection, found);
      return undefined;
    }
    const { about, rows } = found;
    if (about.rules !== this.#rules) {
      onPassedOver?.(daysProjection, 'other_rules');
      return undefined;
    }
    if (about.shipped !== shipped) {
      onPassedOver?.(daysProjection, 'other_facts');
      return undefined;
    }
    const before = about.position <= reached.position && about.day <= reached.day;
    if (!before || about.prefix !== prefix) return undefined;
    const moved = await this.#movedBetween(about.position, reached.position);
    if (moved === 'everybody') return undefined;
    for (const [authority, day] of rows) if (day <= reached.day) moved.add(authority);
    return { days: new Map(rows), moved };
  }

  /** @throws StateMoved */
  async keep(days: Iterable<Row>, { position, day }: Reached): Promise<void> {
    const { prefix, shipped } = this.#options;
    const rows = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
    const about = { position, day, prefix, rules: this.#rules, shipped };
    await writeRows<About, Row>(this.#place, { about, rows });
  }

  get #place() {
    const { store, state } = this.#options;
    return { store, state, part: daysProjection, form: daysForm };
  }

  get #rules(): string {
    return hash('sha256', JSON.stringify(this.#options.policy), 'hex');
  }

  async #movedBetween(after: Position, upTo: Position): Promise<Set<AuthorityKey> | 'everybody'> {
    const { store, prefix } = this.#options;
    const moved = new Set<AuthorityKey>();
    const filter = prefix === '' ? {} : { filter: { streamPrefix: prefix } };
    for (let from = after; from < upTo; ) {
      const page = await store.readAll(from, { decides: true, ...filter });
      for (const recorded of page.events) {
        const whose = recorded.position <= upTo ? clocksMovedBy(recorded, prefix) : undefined;
        if (whose === 'everybody') return 'everybody';
        if (whose !== undefined) moved.add(whose);
      }
      if (page.atEnd) break;
      from = page.next;
    }
    return moved;
  }
}
