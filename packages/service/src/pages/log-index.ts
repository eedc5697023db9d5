import {
  beginning,
  claimTypes,
  correlationKey,
  type EventStore,
  type Position,
  type Recorded,
} from '@monitoring-timeline/core';
import { Breath } from '@monitoring-timeline/projections';

/** Events on a page. */
export const pageSize = 50;
const eventsOfTurn = 500;

/** Some events of the log, in its order: how many there are, and after which position each page begins. */
interface Series {
  count: number;
  readonly begins: Position[];
  last: Position;
}

interface StreamSeen {
  events: number;
  last: string;
}

/** Which events make up a list: all, the claims, those of a type, the claims of an import. */
export type SeriesName = 'all' | 'claims' | `type ${string}` | `import ${string}`;

/**
 * Where the pages of the log begin, so that any of them is found without reading those before it. Made when it is first asked for, by
 * one reading of the log in turns with everything else; from then on what comes in is added.
 */
export class LogIndex {
  readonly #store: EventStore;
  readonly #series = new Map<SeriesName, Series>();
  readonly #streams = new Map<string, StreamSeen>();
  #after: Position = beginning;
  #reading: Promise<void> = Promise.resolve();

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** Takes in what the log holds by now. */
  async refresh(): Promise<void> {
    const read = this.#reading.then(() => this.#read());
    this.#reading = read.catch(() => undefined);
    await read;
  }

  count(name: SeriesName): number {
    return this.#series.get(name)?.count ?? 0;
  }

  /** After which position a page begins, counted from 0; undefined where there is no such page. */
  beginOf(name: SeriesName, page: number): Position | undefined {
    return this.#series.get(name)?.begins[page];
  }

  /** Types of events, each with how many have it. */
  types(): readonly { readonly type: string; readonly count: number }[] {
    return [...this.#series]
      .flatMap(([name, { count }]) =>
        name.startsWith('type ') ? [{ type: name.slice('type '.length), count }] : [],
      )
      .sort((a, b) => (a.type < b.type ? -1 : 1));
  }

  streams(): readonly (StreamSeen & { readonly name: string })[] {
    return [...this.#streams]
      .map(([name, seen]) => ({ name, ...seen }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #read(): Promise<void> {
    const breath = new Breath();
    for (;;) {
      const page = await this.#store.readAll(this.#after, { limit: eventsOfTurn });
      for (const event of page.events) this.#take(event);
      this.#after = page.next;
      if (page.atEnd) return;
      await breath.take();
    }
  }

  #take({ event, stream, position, recorded }: Recorded): void {
    const seen = this.#streams.get(stream);
    this.#streams.set(stream, { events: (seen?.events ?? 0) + 1, last: recorded });
    this.#add('all', position);
    this.#add(`type ${event.type}`, position);
    if (!claimTypes.has(event.type)) return;
    this.#add('claims', position);
    const run = event.metadata?.[correlationKey];
    if (run !== undefined) this.#add(`import ${run}`, position);
  }

  #add(name: SeriesName, position: Position): void {
    const series = this.#series.get(name) ?? { count: 0, begins: [], last: beginning };
    if (series.count % pageSize === 0) {
      // a page may begin anywhere after the last event of the one before
      series.begins.push(series.count === 0 ? this.#after : series.last);
    }
    series.count += 1;
    series.last = position;
    this.#series.set(name, series);
  }
}
